#!/usr/bin/env bash
# What belongs to the print file alone is refused elsewhere; a profile may be named by hand.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition

run 2 build edition "${project[@]}" --standard pdf/x-4
holds err '--standard, --intent and --imposition go with build --output print'
run 2 check edition "${project[@]}" --intent press.icc
holds err '--standard, --intent and --imposition go with build --output print'
run 2 build edition "${project[@]}" --output print --standard pdf/x4
holds err "did you mean 'pdf/x-4'?"
run 1 build edition "${project[@]}" --output print --intent edition/10-texte.md -o print.pdf
holds err 'is no ICC profile'
run 2 build edition "${project[@]}" --output print --intent absent.icc -o print.pdf
holds err 'cannot read absent.icc'
run 2 build edition "${project[@]}" --output print --creep 0.1mm
holds err '--creep goes with --imposition saddle'
run 2 build edition "${project[@]}" --output print --imposition saddle --creep 1cm
holds err 'a creep is the thickness of a sheet'
run 2 build edition "${project[@]}" --imposition saddle
holds err '--imposition go with build --output print'
[ ! -e print.pdf ] || fault 'a file was written in spite of the profile'
run 0 build edition "${project[@]}" --output print --imposition saddle --creep=0.1mm -o print.pdf
holds err 'blank pages before the last one, for sheets of four pages: 3'
finish
