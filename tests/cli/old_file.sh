#!/usr/bin/env bash
# A failed build loses nothing: the old file stays as it was, to the byte, with nothing beside it.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition
mkdir made

run 0 build edition "${project[@]}" -o made/old.pdf
cp -p made/old.pdf kept.pdf
break_edition edition
run 1 build edition "${project[@]}" -o made/old.pdf
cmp -s made/old.pdf kept.pdf || fault 'the old file changed'
[ "$(stat -c %Y made/old.pdf)" = "$(stat -c %Y kept.pdf)" ] || fault 'the old file was written again'
[ "$(ls made)" = old.pdf ] || fault "beside it: $(ls made)"

# A build that succeeds replaces it whole, also while somebody reads the old one.
make_edition edition
printf '\nEncore un paragraphe.\n' >>edition/10-texte.md
exec 3<made/old.pdf
run 0 build edition "${project[@]}" -o made/old.pdf
cmp -s made/old.pdf kept.pdf && fault 'the new file is the old one'
cat <&3 | cmp -s - kept.pdf || fault 'the old file changed under its reader'
finish
