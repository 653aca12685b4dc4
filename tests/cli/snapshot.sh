#!/usr/bin/env bash
# snapshot writes what --check accepts; a changed text is status 1 and the first line that differs.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition

run 0 snapshot edition "${project[@]}" -o made.snap
run 0 snapshot edition "${project[@]}" --check made.snap
run 0 snapshot edition "${project[@]}" -o again.snap
cmp -s made.snap again.snap || fault 'two snapshots of one edition differ'
lacks made.snap "$work"
holds made.snap 'usager·ère·s'
lacks made.snap 'sha256:' # of a dictionary: it has a row of its own, so that another release of it is that and no rule
holds made.snap 'dictionary hyph_fr.dic '

sed -i 's/Un texte/Un long texte/' edition/10-texte.md
cp made.snap kept.snap
run 1 snapshot edition "${project[@]}" --check made.snap
cat out err >both
holds both 'long'
cmp -s made.snap kept.snap || fault '--check changed the file'

# A checkout may change line ends; what is no snapshot, or holds what could write to a terminal, is told with its place.
run 0 snapshot edition "${project[@]}" -o made.snap
sed 's/$/\r/' made.snap >crlf.snap
run 0 snapshot edition "${project[@]}" --check crlf.snap
sed '4s/$/\x1b[31m/' made.snap >escape.snap
run 1 snapshot edition "${project[@]}" --check escape.snap
holds err 'escape.snap:4:'
empty out
lacks err $'\033'
sed '1s/[0-9]*$/1/' made.snap >old.snap
run 1 snapshot edition "${project[@]}" --check old.snap
holds err 'old.snap:1:1: error:'
empty out
run 0 snapshot edition "${project[@]}" --check escape.snap --accept
cmp -s made.snap escape.snap || fault '--accept did not renew a broken file'

run 2 snapshot edition "${project[@]}" --check missing.snap
holds err missing.snap
finish
