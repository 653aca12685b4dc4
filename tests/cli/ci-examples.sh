#!/usr/bin/env bash
# The commands of .ci/examples do what they promise: quiet on a layout as stored, a report and a status on a changed one.
. "$(dirname "$0")/../tools/cli.sh"
project=$work/project
mkdir -p "$project/build" "$project/tests"
cp -r "$MAQUETTE_SOURCE_DIR"/{layouts,fonts,content} "$project"
cp -r "$MAQUETTE_SOURCE_DIR/tests/snapshots" "$project/tests"
ln -s "$MAQUETTE" "$project/build/maquette"
cd "$project" || exit 2

# The commands of a file, but for the set-up and for what runs after a failure: those behind `run:` and below `script:`,
# on their line or in the block of a `|`. Each step of GitHub is a shell of its own.
commands() {
    python3 - "$MAQUETTE_SOURCE_DIR/.ci/examples/$1" <<'PY'
import re, sys
script, block = False, None
for line in open(sys.argv[1], encoding="utf-8"):
    indent, text = len(line) - len(line.lstrip()), line.strip()
    if block is not None and indent > block:
        print(text)
        continue
    if block is not None:
        print(")" if not script else "", end="\n")
    block = None
    script = text == "script:" or (script and text.startswith("- "))
    step = re.match(r"run: (.*)" if not script else r"- (.*)", text)
    if not step or "bootstrap" in text or " -o " in text and not script:
        continue
    if step[1] == "|":
        block = indent
        print("(" if not script else "")
    else:
        print(step[1])
PY
}

for example in github-actions.yml gitlab-ci.yml; do
    commands $example >steps
    [ "$(grep -c 'build/maquette ' steps)" -ge 2 ] || fault "$example: its commands are not found"
    rm -rf layout content/fr
    cp -r "$MAQUETTE_SOURCE_DIR/content/fr" content
    bash -e steps >"$work/out" 2>&1 || { fault "$example: fails on a layout as stored" && cat "$work/out"; }
    sed -i 's/L’effort/Tout l’effort/; s/notre/toute notre/' content/fr/*.md
    rm -rf layout
    bash -e steps >"$work/out" 2>&1 && fault "$example: does not see a changed layout"
    grep -q 'text edited' layout/fr.html || fault "$example: no report to read"
    cp layout/fr.* "$work"
    rm tests/snapshots/fr.snap
    bash -e steps >"$work/out" 2>&1 && fault "$example: does not see that a snapshot is missing"
    cp "$MAQUETTE_SOURCE_DIR/tests/snapshots/fr.snap" tests/snapshots
    if [ $example = gitlab-ci.yml ]; then
        grep -q '<failure' "$work/fr.xml" || fault "$example: no failure in the report"
    else
        python3 -c 'import json; assert json.load(open("../fr.sarif"))["runs"][0]["results"]' ||
            fault "$example: no result in the report"
    fi
done
finish
