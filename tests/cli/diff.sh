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

# A frame of the cover that is moved onto another: text stands on text.
sed -i 's/at: \[22mm, 252mm\]/at: [22mm, 260mm]/' layouts/brochure-a4.yaml
run 3 diff old.snap old
first 'layout changed, templates/cover/frames/publisher/at'
holds "$work/out" 'broken: texts that overlap 1, before 0'
run 3 diff old.snap old --messages fr
holds "$work/out" 'textes qui se chevauchent 1, avant 0'
cp "$MAQUETTE_SOURCE_DIR/layouts/brochure-a4.yaml" layouts/

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
import json, re, xml.etree.ElementTree as tree
report = json.load(open("report.json", encoding="utf-8"))
cause = report["causes"][0]
assert not report["same"] and not report["broken"]
assert (cause["kind"], cause["file"], cause["line"], cause["page"]) == ("edited", "10-ajout.md", 7, 2), cause
assert "«\u00a0nul\u00a0» &" in cause["new"] or "nul" in cause["new"], cause
assert set(cause["counts"]) >= {"re-broken", "moved", "changed-page", "vanished", "appeared", "restyled"}
assert cause["before"] == "… phrase de plus, que" and cause["after"] == "personne n’attendait ici.", cause
assert len(report["invariants"]) == 7
assert json.load(open("same.json", encoding="utf-8"))["same"] is True
suite = tree.parse("report.xml").getroot().find("testsuite")
cases = suite.findall("testcase")
assert len({case.get("name") for case in cases}) == len(cases), "two cases of one name"
assert cases[0].find("failure").text == cases[0].find("failure").get("message") and suite.get("name")
assert int(suite.get("tests")) == len(cases) and int(suite.get("failures")) == 1
assert "nul" in cases[0].find("failure").get("message")
broken = tree.parse("broken.xml").getroot().find("testsuite")
assert [case.get("name") for case in broken if case.find("failure") is not None] == ["invariant widows"]
same = tree.parse("same.xml").getroot().find("testsuite")
assert same.get("failures") == "0" and not same.findall(".//failure")
def valid(sarif):
    """The rules of SARIF 2.1.0 (OASIS) that concern us: 3.13, 3.14, 3.19, 3.27, 3.29 to 3.31, 3.49."""
    assert sarif["version"] == "2.1.0" and sarif["$schema"].endswith("sarif-2.1.0.json") and len(sarif["runs"]) == 1
    run = sarif["runs"][0]
    driver = run["tool"]["driver"]
    rules = [entry["id"] for entry in driver["rules"]]
    assert driver["name"] and len(set(rules)) == len(rules) and run["columnKind"] in ("unicodeCodePoints", "utf16CodeUnits")
    assert all(entry["shortDescription"]["text"] for entry in driver["rules"])
    for result in run["results"]:
        assert result["ruleId"] in rules and result["level"] in ("none", "note", "warning", "error"), result
        assert result["message"]["text"]
        for location in result["locations"]:
            place = location["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            assert place["region"]["startLine"] >= 1 and re.fullmatch(r"[A-Za-z0-9._~/%-]+|file://[A-Za-z0-9._~/%-]+", uri), uri
            assert ("uriBaseId" in place["artifactLocation"]) != uri.startswith("file:") and "//" not in uri.replace("file://", "")
    return [(result["ruleId"], result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
             result["locations"][0]["physicalLocation"]["region"]["startLine"]) for result in run["results"]]
for name, rule, uri in (("report.sarif", "edited", "new/10-ajout.md"), ("broken.sarif", "invariant-widows", "10-ajout.md")):
    assert valid(json.load(open(name, encoding="utf-8")))[0] == (rule, uri, 7), name
PY

# Paths in SARIF begin at the project's root, wherever the command runs; so do those of layouts and languages.
sarif() { # sarif RULE URI OLD NEW: the first result
    "$MAQUETTE" diff "$3" "$4" --format sarif >"$work/out" 2>"$work/err"
    python3 -c 'import json, sys
first = json.load(open(sys.argv[1], encoding="utf-8"))["runs"][0]["results"][0]
found = (first["ruleId"], first["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
sys.exit(0 if found == tuple(sys.argv[2:]) else "FAULT: " + str(found))' "$work/out" "$1" "$2" || fault "the result is not $1 in $2"
}
run 0 snapshot old -o old.snap
sed 's/^part grid .*/part grid | {leading: 13pt}/' old.snap >grid.snap
sed 's/^rule fr\/calls .*/rule fr\/calls | {before: thin}/' old.snap >calls.snap
sed 's/^fallback Lato .*/fallback Lato | []/' old.snap >fallback.snap
sed 's/^dictionary hyph_fr.dic .*/dictionary hyph_fr.dic 01/' old.snap >dictionary.snap
sed 's/^section 30-trafic.md .*/section 30-trafic.md | {template: plain}/' old.snap >section.snap
sarif layout-part layouts/brochure-a4.yaml old.snap grid.snap
sarif language-rule layouts/languages/fr.yaml calls.snap old
sarif fallback fonts/fonts.yaml fallback.snap old
sarif dictionary old/edition.yaml dictionary.snap old
sarif section old/30-trafic.md section.snap old
mkdir -p elsewhere/deep
(cd elsewhere/deep && sarif edited new/10-ajout.md ../../old ../../new)
sarif dictionary "file://$project/dictionary.snap" old.snap "$project/dictionary.snap"

# A terminal shows what was and what is in two colours; a file has none.
python3 - "$MAQUETTE" <<'PY' || fault 'a terminal sees no colours'
import os, pty, subprocess, sys
ours, theirs = pty.openpty()
process = subprocess.Popen([sys.argv[1], "diff", "old", "new"], stdout=theirs, stdin=subprocess.DEVNULL)
os.close(theirs)
text = b""
while True:
    try:
        piece = os.read(ours, 4096)
    except OSError:
        break
    if not piece:
        break
    text += piece
process.wait()
text = text.decode("utf-8")
assert "added \x1b[32m“« nul » que personne”\x1b[0m" in text, repr(text[:300])
PY
run 1 diff old new
lacks "$work/out" $'\033'

# The page of HTML stands alone, and every link in it leads somewhere.
run 1 diff old new --html report.html
run 1 diff old new --html again.html
cmp -s report.html again.html || fault 'two HTML files of one comparison differ'
lacks report.html 'http-equiv="refresh"'
lacks report.html 'src='
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
assert broken.get("lang") == "fr"
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
sed -i '1s/4/2/' new.snap
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
