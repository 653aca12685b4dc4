#!/usr/bin/env bash
# --pseudo: an edition with longer texts, for each command that makes pages of it.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition
cat >>edition/10-texte.md <<'TEXT'

## Un intertitre {#inter}

Un lien ([voir page {page}](#inter)), une note[^n], 600 000 euros, des usager·ère·s, `du code` et
<https://www.example.org/page>.

[^n]: Le texte de la note.
TEXT

run 0 build edition "${project[@]}" --pseudo long
empty err
[ -s edition-long.pdf ] || fault 'no edition-long.pdf'
run 0 build edition "${project[@]}" --pseudo=long --output text -o long.txt
holds long.txt 'Ûün têëxtê'
holds long.txt '[Ûün îïntêërtîïtrê]'
holds long.txt '600 000 êëêûürôös'
holds long.txt 'du code'
holds long.txt 'https://www.example.org/page'
grep -q 'usagers et usagères\|usagères et usagers' long.txt || { fault 'the form has lost its reading' && cat long.txt; }

run 0 check edition "${project[@]}" --pseudo long
run 0 snapshot edition "${project[@]}" --pseudo long -o long.snap
holds long.snap 'dêës usager·ère·s.'
run 0 snapshot edition "${project[@]}" --pseudo long --check long.snap
run 1 snapshot edition "${project[@]}" --check long.snap
run 0 explain edition "${project[@]}" --pseudo long
run 0 preview edition "${project[@]}" --pseudo long --page 1 -o long.svg
run 0 preview edition "${project[@]}" --page 1 -o short.svg
cmp -s long.svg short.svg && fault 'the preview shows the edition as it is'

# Set from the right: the page is mirrored, its words are those of the edition.
run 0 build edition "${project[@]}" --pseudo rtl
[ -s edition-rtl.pdf ] || fault 'no edition-rtl.pdf'
run 0 snapshot edition "${project[@]}" --pseudo rtl -o rtl.snap
holds rtl.snap 'Un texte avec des usager·ère·s.'
holds rtl.snap 'rule fr/direction | rtl'
run 0 snapshot edition "${project[@]}" -o ltr.snap
place() { grep -F 'Un titre' "$1" | head -1 | grep -oE ' x [0-9.]+ '; }
[ "$(place rtl.snap)" != "$(place ltr.snap)" ] || fault 'the page is not mirrored'
for command in check explain; do run 0 $command edition "${project[@]}" --pseudo rtl; done
run 0 preview edition "${project[@]}" --pseudo rtl --page 1 -o rtl.svg
cmp -s rtl.svg short.svg && fault 'the preview is not mirrored'

# What is wrong is told where the author wrote it.
break_edition edition
run 1 build edition "${project[@]}" --pseudo long
holds err 'edition/10-texte.md:16:9: error: the note “absente” is called'
holds err '  Une note[^absente].'

run 2 build edition "${project[@]}" --pseudo longer
holds err "did you mean 'long'"
run 2 readings edition "${project[@]}" --pseudo long
holds err '--pseudo goes with build, check, snapshot, explain and preview'
run 2 readings edition "${project[@]}" --pseudo long --messages fr
holds err '--pseudo va avec build, check, snapshot, explain et preview'
finish
