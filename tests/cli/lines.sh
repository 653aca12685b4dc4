#!/usr/bin/env bash
# check --lines: how loose and tight the justified lines of each paragraph are.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition
for number in 20 10; do
    printf -- '---\ntemplate: chapter\n---\n\n# Un titre\n\nUne phrase.\n\n' >"edition/$number-suite.md"
    for _ in 1 2 3; do
        printf 'La politique des stupéfiants occupe depuis des années une place à part dans le débat public. '
    done >>"edition/$number-suite.md"
done

run 0 check edition "${project[@]}" --lines
grep -qE '^edition/10-suite.md:9: [0-9]+ lines, word space 0\.[0-9]{2} em, hyphens [0-9]+, letters ' out ||
    { fault 'no line for the paragraph' && cat out; }
grep -qE '^  loosest  0\.[0-9]{2} em, page [0-9]+, column 1 \| [[:alpha:]]' out || { fault 'no loosest line' && cat out; }
grep -qE '^  tightest 0\.[0-9]{2} em, page ' out || { fault 'no tightest line' && cat out; }
lacks out 'suite.md:7:' # one line, not justified
tail -n 1 out >last
grep -qE '^2 paragraphs, [0-9]+ justified lines: mean word space 0\.[0-9]{2} em, over 0\.5 em [0-9.]+%, ' last ||
    { fault 'no sum' && cat last; }
grep -oE '^edition/[0-9]+' out >places
sort -c places || fault 'not sorted by place'

run 0 check edition "${project[@]}" --lines --messages=fr
holds out 'la plus lâche'

run 0 check edition "${project[@]}" --lines --diagnostics=json
python3 - out <<'PYTHON' || { fault 'not the JSON of the lines' && cat out; }
import json, sys
found = json.load(open(sys.argv[1], encoding="utf-8"))
assert len(found["paragraphs"]) == 2, found
for part in found["paragraphs"] + [found["edition"]]:
    assert part["tightest"]["space"] <= part["space"] <= part["loosest"]["space"], part
    assert 0.15 < part["space"] < 0.5 and part["justified"] < part["lines"], part
assert found["paragraphs"][0]["place"]["line"] == 9, found
assert found["edition"]["justified"] == sum(p["justified"] for p in found["paragraphs"]), found
PYTHON

# Without it, check says nothing; elsewhere it is refused.
run 0 check edition "${project[@]}"
empty out
run 2 build edition "${project[@]}" --lines
holds err '--lines'
finish
