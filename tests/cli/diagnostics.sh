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

# A sound edition has none, and that is JSON too.
make_edition sound
run 0 check sound "${project[@]}" --diagnostics=json
cat out err | python3 -c 'import json, sys; assert json.load(sys.stdin) == []' || fault 'no empty JSON array'
finish
