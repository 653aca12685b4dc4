#!/usr/bin/env bash
# What is typed wrongly ends with status 2, says what is wrong, and names the nearest thing that exists.
. "$(dirname "$0")/../tools/cli.sh"
make_edition edition
project=(--project "$MAQUETTE_SOURCE_DIR")

run 2
[ -s err ] || fault 'no arguments: nothing is said'
empty out

run 2 biuld edition
holds err biuld
holds err build

run 2 build edition --ouptut=print "${project[@]}"
holds err --ouptut
holds err --output

run 2 check edition --diagnostics=jsn "${project[@]}"
holds err json

run 2 check edition --messages=de "${project[@]}"
holds err de

run 2 build edition --output=paper "${project[@]}"
holds err paper

run 2 build
run 2 check
run 2 snapshot
run 2 build edition "${project[@]}" -o
holds err -o
finish
