#!/usr/bin/env bash
# Messages: as text with line and caret, as JSON, in English and in French.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition
break_edition edition

run 1 check edition "${project[@]}" --messages=en
holds err 'error: '
holds err 'Une note[^absente].'
grep -qE '^ *\|? *\^' err || { fault 'no caret' && cat err; }
cp err english

run 1 check edition "${project[@]}" --messages=fr
cmp -s err english && fault 'French messages are the English ones'
holds err '10-texte.md:9:'

run 1 check edition "${project[@]}" --diagnostics=json
cat out err >both
python3 - both <<'PYTHON' || { fault 'no JSON array of messages' && cat both; }
import json, sys
messages = json.load(open(sys.argv[1], encoding="utf-8"))
assert len(messages) == 2, len(messages)
assert all("absente" in str(m) or "nulle-part" in str(m) for m in messages)
PYTHON

# A mistake in the layout is told with the place in the layout.
mkdir -p work/layouts
ln -s "$MAQUETTE_SOURCE_DIR/fonts" work/fonts
ln -s "$MAQUETTE_SOURCE_DIR/layouts/languages" work/layouts/languages
sed 's/hyphenate: true/hyphnate: true/' "$MAQUETTE_SOURCE_DIR/layouts/brochure-a4.yaml" >work/layouts/brochure-a4.yaml
make_edition work/plain
run 1 check work/plain --diagnostics=json
python3 - err <<'PYTHON' || { fault 'not the JSON of a mistake in the layout' && cat err; }
import json, sys
messages = json.load(open(sys.argv[1], encoding="utf-8"))
layout = open("work/layouts/brochure-a4.yaml", encoding="utf-8").read().split("\n")
assert messages and all(m["code"] == "yaml-unknown-key" and m["level"] == "error" for m in messages), messages
assert all(layout[m["line"] - 1][m["column"] - 1:].startswith("hyphnate:") for m in messages), messages
assert messages[0]["path"].endswith("layouts/brochure-a4.yaml"), messages[0]
PYTHON

# A sound edition has none, and that is JSON too.
make_edition sound
run 0 check sound "${project[@]}" --diagnostics=json
cat out err | python3 -c 'import json, sys; assert json.load(sys.stdin) == []' || fault 'no empty JSON array'
finish
