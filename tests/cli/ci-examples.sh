#!/usr/bin/env bash
# The commands of .ci/examples do what they promise: quiet on a layout as stored, a report and a status on a changed one.
. "$(dirname "$0")/../tools/cli.sh"
project=$work/project
mkdir -p "$project/build" "$project/tests"
cp -r "$MAQUETTE_SOURCE_DIR"/{layouts,fonts,content} "$project"
cp -r "$MAQUETTE_SOURCE_DIR/tests/snapshots" "$project/tests"
ln -s "$MAQUETTE" "$project/build/maquette"
cd "$project" || exit 2

# The commands of a file, but for the set-up: those behind `run:`, in the blocks of `run: |`, and of `script:`.
commands() {
    sed -nE -e 's/^ +run: (build\/.*)$/\1/p' -e 's/^ +(- )?(mkdir .*|build\/maquette .*)$/\2/p' \
        "$MAQUETTE_SOURCE_DIR/.ci/examples/$1"
}

for example in github-actions.yml gitlab-ci.yml; do
    commands $example >steps
    [ "$(grep -c '^build/maquette' steps)" -ge 3 ] || fault "$example: its commands are not found"
    rm -rf layout content/fr
    cp -r "$MAQUETTE_SOURCE_DIR/content/fr" content
    bash -e steps >"$work/out" 2>&1 || { fault "$example: fails on a layout as stored" && cat "$work/out"; }
    sed -i 's/L’effort/Tout l’effort/; s/notre/toute notre/' content/fr/*.md
    rm -rf layout
    bash -e steps >"$work/out" 2>&1 && fault "$example: does not see a changed layout"
    grep -q 'text edited' layout/fr.html || fault "$example: no report to read"
    if [ $example = gitlab-ci.yml ]; then
        grep -q '<failure' layout/fr.xml || fault "$example: no failure in the report"
    else
        python3 -c 'import json; assert json.load(open("layout/fr.sarif"))["runs"][0]["results"]' ||
            fault "$example: no result in the report"
    fi
done
finish
