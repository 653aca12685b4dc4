#!/usr/bin/env bash
# What belongs to the print file alone is refused elsewhere; a profile may be named by hand.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition

run 2 build edition "${project[@]}" --standard pdf/x-4
holds err '--standard and --intent go with build --output print'
run 2 check edition "${project[@]}" --intent press.icc
holds err '--standard and --intent go with build --output print'
run 2 build edition "${project[@]}" --output print --standard pdf/x4
holds err "did you mean 'pdf/x-4'?"
run 1 build edition "${project[@]}" --output print --intent edition/10-texte.md -o print.pdf
holds err 'is no ICC profile'
run 2 build edition "${project[@]}" --output print --intent absent.icc -o print.pdf
holds err 'cannot read absent.icc'
[ ! -e print.pdf ] || fault 'a file was written in spite of the profile'
finish
