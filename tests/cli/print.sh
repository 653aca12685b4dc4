#!/usr/bin/env bash
# What belongs to the print file alone is refused elsewhere; a profile may be named by hand.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition

run 2 build edition "${project[@]}" --standard pdf/x-4
holds err 'a file for the screen keeps to pdf/ua-1, pdf/a-2a or both'
run 2 build edition "${project[@]}" --output print --standard pdf/ua-1
holds err 'a print file keeps to pdf/x-1a or to pdf/x-4'
run 2 build edition "${project[@]}" --output text --standard pdf/ua-1
holds err '--standard goes with preflight and with build for screen and print'
run 0 build edition "${project[@]}" --standard pdf/a-2a -o screen.pdf
"$MAQUETTE" preflight screen.pdf --format json >report && grep -q '"claimed": *\["pdf/a-2a"\]' report ||
    fault 'the file does not claim the standard that was asked for alone'
run 2 check edition "${project[@]}" --intent press.icc
holds err '--intent and --imposition go with build --output print'
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
