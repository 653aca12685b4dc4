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

sed -i 's/Un texte/Un long texte/' edition/10-texte.md
cp made.snap kept.snap
run 1 snapshot edition "${project[@]}" --check made.snap
cat out err >both
holds both 'long'
cmp -s made.snap kept.snap || fault '--check changed the file'

run 2 snapshot edition "${project[@]}" --check missing.snap
holds err missing.snap
finish
