#!/usr/bin/env bash
# readings lists each form with its reading once, in order of its first place: as columns, or as JSON; it sets nothing.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition
cat >>edition/10-texte.md <<'TEXT'

Un·e avocat·e et des usager·ère·s, un·e
avocat·e, tous les élu·e·s, [le·la maire]{reading="la mairie"}, une consommateur·tice.

![Deux passant·e·s, de dos](dessin.png)
TEXT
sed -i 's/^title: .*/title: Essai de chacun·e/' edition/edition.yaml
printf 'readings:\n  avocat·e: conseil\n' >>edition/edition.yaml

run 0 readings edition "${project[@]}"
empty err
cat >expected <<'TEXT'
form	reading	from	count	first place	doubt
chacun·e	chacun ou chacune	rule	1	edition/edition.yaml:1:8	
usager·ère·s	usagers et usagères	rule	2	edition/10-texte.md:7:19	
Un·e	Un ou une	rule	1	edition/10-texte.md:9:1	
avocat·e	conseil	edition.yaml	2	edition/10-texte.md:9:6	
un·e	un ou une	rule	1	edition/10-texte.md:9:36	
élu·e·s	élus et élues	rule	1	edition/10-texte.md:10:20	a word of one gender stands before it
le·la maire	la mairie	span	1	edition/10-texte.md:10:30	
consommateur·tice	consommateur ou consommatrice	rule	1	edition/10-texte.md:10:69	a letter of the ending seems wrong
passant·e·s	passants et passantes	rule	1	edition/10-texte.md:12:1	
TEXT
diff expected out || fault 'the list is not as expected'

run 0 readings edition "${project[@]}" --messages=fr
holds out $'forme\tlecture\tsource\tnombre\tpremière place\tdoute'
lacks out $'\tspan\t'
holds out 'une lettre de la terminaison semble fausse'

run 0 readings edition "${project[@]}" --diagnostics=json
python3 - <<'PYTHON' || fault 'the JSON is not as expected'
import json
forms = json.load(open("out", encoding="utf-8"))
assert [form["form"] for form in forms][1:3] == ["usager·ère·s", "Un·e"], forms
avocat = next(form for form in forms if form["form"] == "avocat·e")
assert avocat["from"] == "edition.yaml" and avocat["proposal"] == "avocat ou avocate", avocat
assert avocat["count"] == 2 and avocat["first"] == {"path": "edition/10-texte.md", "line": 9, "column": 6}, avocat
assert forms[-2]["doubt"] == "misspelt", forms[-2]
assert forms[-1]["form"] == "passant·e·s", forms[-1]  # heard only: what stands in for a picture
PYTHON

# A mistake of the edition is said, and the list all the same.
break_edition edition
run 1 readings edition "${project[@]}"
holds err nulle-part
holds out 'usagers et usagères'
run 2 readings missing "${project[@]}"
run 2 readings
finish
