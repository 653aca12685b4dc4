#!/usr/bin/env bash
# build writes the file asked for, and says on its last line: path, pages, size, milliseconds.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition

run 0 build edition "${project[@]}" -o made.pdf
empty err
[ "$(head -c 5 made.pdf)" = '%PDF-' ] || fault 'made.pdf is no PDF'
tail -n 1 out >last
holds last made.pdf
holds last '1 page'
grep -qE '[0-9] ?(B|KB|kB|KiB|MB|MiB)' last || { fault 'no size' && cat last; }
grep -qE '[0-9] ?ms' last || { fault 'no milliseconds' && cat last; }

run 0 build edition "${project[@]}" --output=print -o print.pdf
cmp -s made.pdf print.pdf && fault 'the print file is the screen file'
run 0 build edition "${project[@]}" --output print -o print2.pdf
cmp -s print.pdf print2.pdf || fault '--output print and --output=print differ'

# The same from another folder, with the edition's whole path.
mkdir elsewhere
(cd elsewhere && "$MAQUETTE" build "$work/edition" "${project[@]}" -o far.pdf >/dev/null 2>&1) ||
    fault 'does not build from another folder'
cmp -s made.pdf elsewhere/far.pdf || fault 'another folder gives other bytes'
finish
