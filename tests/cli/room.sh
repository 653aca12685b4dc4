#!/usr/bin/env bash
# check --room: a row for each section, box and text, and what each has room for; a text that is
# longer by less than that takes no line more.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition
cat >>edition/10-texte.md <<'END'

Un texte court.

::: {.encadre #boite}
Un texte dans une boîte.
:::
END
run 0 check edition --room "${project[@]}"
holds out 'section'
grep -qE '^text +[0-9]+ +1 +15 +[0-9]+  edition/10-texte.md:' out || { fault 'no row of the text' && cat out; }
grep -qE '^box +[0-9]+ +1 +24 +[0-9]+  edition/10-texte.md:' out || { fault 'no row of the box' && cat out; }
left=$(awk '$1 == "text" && $4 == 15 { print $5 }' out)
[ "$left" -gt 20 ] || fault "left: $left"

# So many letters as it says, but a few, and it is one line still; half as many more, and there are two.
letters() { head -c "$1" /dev/zero | sed 's/\x0/un /g' | head -c "$1"; }
sed -i "s/Un texte court\./& $(letters $((left * 8 / 10)))/" edition/10-texte.md
run 0 check edition --room "${project[@]}"
awk '$1 == "text" && $4 > 40 { print $3 }' out >lines
[ "$(cat lines)" = 1 ] || { fault 'two lines too early' && cat out; }
sed -i "s/Un texte court\./& $(letters $((left / 2)))/" edition/10-texte.md
run 0 check edition --room "${project[@]}" --diagnostics json
python3 - <<'END' || { fault 'the rows as JSON' && cat out; }
import json
rows = json.load(open("out", encoding="utf-8"))
text = [row for row in rows if row["kind"] == "text" and row["characters"] > 40][0]
assert text["lines"] == 2 and text["left"] > 0, text
assert {row["kind"] for row in rows} == {"section", "box", "text"}, rows
END
run 0 check edition --room "${project[@]}" --messages fr
holds out 'encadré'
run 2 build edition --room "${project[@]}"
finish
