#!/usr/bin/env bash
# diff names the first cause of a known change exactly, in each form, and its status tells how grave it is.
. "$(dirname "$0")/../tools/cli.sh"
project=$work/project
mkdir -p "$project"
cp -r "$MAQUETTE_SOURCE_DIR/layouts" "$MAQUETTE_SOURCE_DIR/fonts" "$project"
cp -r "$MAQUETTE_SOURCE_DIR/content/fr" "$project/old"
cd "$project" || exit 2

renew() { rm -rf new && cp -r old new; }
# first MESSAGE: the report's first line names this.
first() { head -1 "$work/out" | grep -qF -e "$1" || { fault "the first cause is not “$1”:" && head -5 "$work/out"; }; }

# Nothing changed, and nothing but the numbers of lines.
renew
run 0 diff old new
empty "$work/out"
sed -i '6i\<!-- une remarque -->\n' new/10-*.md
run 0 diff old new
empty "$work/out"

# A word.
renew
printf '\nUne phrase de plus, que personne n’attendait ici.\n' >>old/10-ajout.md
sed -i '1i---\ntemplate: plain\n---\n\n# Ajout' old/10-ajout.md
renew
sed -i 's/que personne n’attendait/que presque personne n’attendait/' new/10-ajout.md
run 1 diff old new
first '10-ajout.md:7, page 2: text edited: added “presque”'
run 1 diff old new --messages fr
first 'première cause'
cp -r "$work/out" whole

# The same between a snapshot and an edition, and between two snapshots, at every level.
for level in pages blocks lines glyphs; do
    run 0 snapshot old --level $level -o old.snap
    run 0 snapshot new --level $level -o new.snap
    holds old.snap "level $level"
    run 0 diff old.snap old
    if [ $level != pages ]; then
        run 1 diff old.snap new
        first '10-ajout.md:7, page 2: text edited: added “presque”'
        run 1 diff old.snap new.snap
        first '10-ajout.md:7, page 2: text edited: added “presque”'
    fi
done
run 0 snapshot old --level blocks -o blocks.snap
run 2 diff blocks.snap new.snap
holds "$work/err" 'level'

# A note.
renew
sed -i 's/que personne n’attendait ici/que personne n’attendait[^neuve] ici/' new/10-ajout.md
printf '\n[^neuve]: Une source toute neuve.\n' >>new/10-ajout.md
run 1 diff old new
first '10-ajout.md:7, page 2: text edited: “n’attendait” → “n’attendait[^1]”'
holds "$work/out" 'then: 10-ajout.md:9, page 2: appeared (note): “Une source toute neuve.”'
holds "$work/out" 'renumbered'

# A comment in the layout is no change, a margin is one, and so is a font.
run 0 snapshot old -o old.snap
sed -i '1i# Une remarque.\n' layouts/brochure-a4.yaml
run 0 diff old.snap old
sed -i 's/^margins:.*/margins: {inside: 22mm, outside: 26mm, top: 26mm, bottom: 64mm}/' layouts/brochure-a4.yaml
"$MAQUETTE" diff old.snap old >"$work/out" 2>"$work/err"
status=$?
{ [ $status = 1 ] || [ $status = 3 ]; } || fault "status $status for a margin"
first 'layout changed, margins/bottom: “36mm” → “64mm”'
cp "$MAQUETTE_SOURCE_DIR/layouts/brochure-a4.yaml" layouts/
sed -i '0,/font: Vollkorn/s//font: Lato/' layouts/brochure-a4.yaml
"$MAQUETTE" diff old.snap old >"$work/out" 2>"$work/err"
first 'layout changed, text/body/font: “Vollkorn” → “Lato”'
cp "$MAQUETTE_SOURCE_DIR/layouts/brochure-a4.yaml" layouts/
sed 's/^font \(.*Vollkorn-Regular.ttf\) .*/font \1 0123/' old.snap >font.snap
run 1 diff font.snap old
first 'font changed, '
holds "$work/out" 'Vollkorn-Regular.ttf'

# Something that must hold no longer does.
sed 's/^invariant widows .*/invariant widows 0/' old.snap >was.snap
sed 's/^invariant widows .*/fault widows page 3 10-ajout.md:7 | Une phrase\ninvariant widows 1/' old.snap >is.snap
run 3 diff was.snap is.snap
holds "$work/out" 'broken: widows 1, before 0'

# Forms for other programs.
renew
sed -i 's/que personne/que « nul » & personne/' new/10-ajout.md
run 1 diff old new --format json
cp "$work/out" report.json
run 1 diff old new --format sarif
cp "$work/out" report.sarif
run 1 diff old new --format junit
cp "$work/out" report.xml
run 3 diff was.snap is.snap --format junit
cp "$work/out" broken.xml
run 3 diff was.snap is.snap --format sarif
cp "$work/out" broken.sarif
run 0 diff old old --format json
cp "$work/out" same.json
run 0 diff old old --format junit
cp "$work/out" same.xml
python3 - <<'PY' || fault 'a form is not as it should be'
import json, xml.etree.ElementTree as tree
report = json.load(open("report.json", encoding="utf-8"))
cause = report["causes"][0]
assert not report["same"] and not report["broken"]
assert (cause["kind"], cause["file"], cause["line"], cause["page"]) == ("edited", "10-ajout.md", 7, 2), cause
assert "«\u00a0nul\u00a0» &" in cause["new"] or "nul" in cause["new"], cause
assert set(cause["counts"]) >= {"re-broken", "moved", "changed-page", "vanished", "appeared", "restyled"}
assert len(report["invariants"]) == 6
assert json.load(open("same.json", encoding="utf-8"))["same"] is True
suite = tree.parse("report.xml").getroot().find("testsuite")
cases = suite.findall("testcase")
assert int(suite.get("tests")) == len(cases) and int(suite.get("failures")) == 1
assert "nul" in cases[0].find("failure").get("message")
broken = tree.parse("broken.xml").getroot().find("testsuite")
assert [case.get("name") for case in broken if case.find("failure") is not None] == ["invariant widows"]
same = tree.parse("same.xml").getroot().find("testsuite")
assert same.get("failures") == "0" and not same.findall(".//failure")
for name, rule, uri in (("report.sarif", "edited", "new/10-ajout.md"), ("broken.sarif", "invariant-widows", "10-ajout.md")):
    sarif = json.load(open(name, encoding="utf-8"))
    run = sarif["runs"][0]
    rules = {entry["id"] for entry in run["tool"]["driver"]["rules"]}
    first = run["results"][0]
    assert sarif["version"] == "2.1.0" and first["ruleId"] == rule and rule in rules
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == uri and place["region"]["startLine"] == 7, place
PY

# The page of HTML stands alone, and every link in it leads somewhere.
run 1 diff old new --html report.html
run 1 diff old new --html again.html
cmp -s report.html again.html || fault 'two HTML files of one comparison differ'
lacks report.html '<script'
run 3 diff was.snap is.snap --html broken.html --messages fr
python3 - <<'PY' || fault 'the HTML file is not as it should be'
import xml.etree.ElementTree as tree
html, svg = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
root = tree.parse("report.html").getroot()
assert len(list(root.iter(svg + "svg"))) == 2
ids = [node.get("id") for node in root.iter() if node.get("id")]
assert len(ids) == len(set(ids)), "an id stands twice"
links = [link.get("href") for link in root.iter(html + "a")]
assert links and all(link[1:] in ids for link in links), links
broken = tree.parse("broken.html").getroot()
assert broken.get("lang") == "fr" and not list(broken.iter(svg + "svg"))
PY
run 2 diff old new --html no/such/folder/x.html

# --check says why, --accept renews, an old format can be renewed.
run 0 snapshot new -o new.snap
run 1 snapshot old --check new.snap
holds "$work/out" 'the layout has changed'
holds "$work/out" 'first cause: 10-ajout.md:7'
run 0 snapshot old --check new.snap --accept
holds "$work/out" 'renewed'
run 0 snapshot old --check new.snap
cmp -s old.snap new.snap || fault '--accept wrote something else than -o'
sed -i '1s/3/2/' new.snap
run 2 diff new.snap old
holds "$work/err" 'version 2'
run 0 snapshot old --check new.snap --accept
run 0 diff new.snap old
run 0 snapshot old --check fresh.snap --accept
run 0 diff fresh.snap old
run 0 snapshot old --level blocks -o blocks.snap
run 0 snapshot old --check blocks.snap # at the stored level

# Usage, and what cannot be read.
run 2 diff old
run 2 diff old new old
run 2 diff old absent
run 2 diff old.snap layouts/brochure-a4.yaml
holds "$work/err" 'is not a snapshot'
head -c 5000 old.snap >cut.snap
run 2 diff old.snap cut.snap
holds "$work/err" 'cut.snap:'
run 2 diff old new --format yaml
run 2 diff old new --tolerance wide
run 2 build old --format json
run 2 snapshot old --accept
run 2 snapshot old --level words
printf 'note[^absente]\n' >>new/10-ajout.md
run 2 diff old new
holds "$work/err" 'absente'
finish
