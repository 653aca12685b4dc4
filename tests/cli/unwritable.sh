#!/usr/bin/env bash
# An output that cannot be written: status 2, the path named, nothing left behind.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition

run 2 build edition "${project[@]}" -o no/such/folder/made.pdf
holds err no/such/folder/made.pdf
[ ! -e no ] || fault 'the folder was made'

mkdir taken.pdf
run 2 build edition "${project[@]}" -o taken.pdf
holds err taken.pdf
[ -d taken.pdf ] || fault 'the folder in the way is gone'

run 2 snapshot edition "${project[@]}" -o no/such/made.snap
holds err no/such/made.snap

# A disk that is full, as far as a file size limit is one.
(ulimit -f 4 && trap '' XFSZ && "$MAQUETTE" build edition "${project[@]}" -o full.pdf >out 2>err)
status=$?
[ "$status" -eq 2 ] || { fault "full disk: status $status" && cat err; }
[ ! -e full.pdf ] || fault 'half a file was left'
left=$(find . -type f ! -name out ! -name err ! -path './edition/*')
[ -z "$left" ] || fault "left behind: $left"
finish
