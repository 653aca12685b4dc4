#!/usr/bin/env bash
# explain tells every page's cost as text, as JSON, and as an HTML file that needs nothing else.
. "$(dirname "$0")/../tools/cli.sh"
cp -r "$MAQUETTE_SOURCE_DIR/content/fr" fr
project=(--project "$MAQUETTE_SOURCE_DIR")

run 0 explain fr "${project[@]}"
empty err
holds out 'page 1 (cover): fixed frames'
holds out 'page 3 (chapter): cost '
holds out '  ends '
holds out 'in all: cost '
grep -qE '^  [a-z-]+ [0-9]+: fr/[^ ]+:[0-9]+:[0-9]+' out || fault 'no evil has a place'
cp out whole
run 0 explain fr --page 3 "${project[@]}"
grep -qFf out whole || fault '--page 3 says something else than the whole'
lacks out 'page 4'
run 0 explain fr --page 3 --messages=fr "${project[@]}"
holds out 'coût'

# The costs of the evils of a page sum up to the page's, in both forms.
run 0 explain fr --diagnostics=json "${project[@]}"
python3 - out whole <<'PY' || fault 'the costs do not agree'
import json, re, sys
pages = json.load(open(sys.argv[1], encoding="utf-8"))
text = open(sys.argv[2], encoding="utf-8").read()
assert [page["page"] for page in pages] == list(range(1, len(pages) + 1))
told = dict(re.findall(r"^page (\d+) .*cost (\d+),", text, re.M))
for page in pages:
    if "evils" not in page:
        continue
    assert page["cost"] == sum(evil["cost"] for evil in page["evils"]) + 100000 * page["broken"], page
    assert int(told[str(page["page"])]) == page["cost"], page
    assert page["else"] is None or page["else"]["more"] >= 0, page
assert f"in all: cost {sum(page['cost'] for page in pages)}, {len(pages)} pages" in text
PY

run 0 explain fr --html fr.html "${project[@]}"
empty out
run 0 explain fr --html again.html "${project[@]}"
cmp -s fr.html again.html || fault 'two HTML files of one edition differ'
lacks fr.html "$work"
lacks fr.html '<script'
holds fr.html 'The next page begins with <q lang="fr'
holds fr.html ': all pages together would cost '
holds fr.html '<dt>short-page</dt><dd>lines are left free at the foot</dd>'
python3 - fr.html <<'PY' || fault 'the HTML file is not as it should be'
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
html, svg = "{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/2000/svg}"
assert root.tag == html + "html" and root.get("lang") == "en"
pictures = list(root.iter(svg + "svg"))
sections = list(root.iter(html + "section"))
assert len(pictures) == len(sections) > 3
assert all(picture.get("aria-label") for picture in pictures)
known = [path.get("id") for path in root.iter(svg + "path") if path.get("id")]
assert len(known) == len(set(known)), "a glyph is defined twice"
used = {use.get("href")[1:] for use in root.iter(svg + "use")}
assert used and used <= set(known), used - set(known)
ids = [node.get("id") for node in root.iter() if node.get("id")]
assert len(ids) == len(set(ids)), "an id stands twice"
PY

run 0 explain fr --page 2 --html two.html --messages fr "${project[@]}"
holds two.html 'lang="fr"'
holds two.html 'id="page-2"'
lacks two.html 'id="page-3"'
# Which rules no page could keep is named: headings, and a text with too many of them to be kept together.
mkdir many
cp fr/edition.yaml many
{ printf -- '---\ntemplate: plain\n---\n\n# Titre\n\n' && printf '## Encore\n\n%.0s' {1..60} && echo Fin.; } >many/10-titres.md
run 0 explain many "${project[@]}"
grep -qxF '  broken rules 1 (kept together)' out || fault 'the broken rule is not named'
run 0 explain many --messages fr "${project[@]}"
grep -qxF '  règles enfreintes 1 (blocs solidaires)' out || fault 'the broken rule is not named in French'
run 0 explain many --diagnostics=json "${project[@]}"
holds out '"broken": 1, "rules": ["kept-together"]'
holds out '"broken": 0, "rules": []'
run 0 explain many --html many.html "${project[@]}"
holds many.html '<th scope="row">broken rules<br/>kept together</th><td class="cost">100000</td>'
holds many.html '<dt>kept together</dt><dd>what must stay together is parted</dd>'

# A forbidden evil is such a rule, called as in the layout: a note that is longer than a page is divided.
mkdir -p strict/layouts long
cp -r "$MAQUETTE_SOURCE_DIR/layouts" "$MAQUETTE_SOURCE_DIR/fonts" strict
sed -i 's/split-note: [0-9]*/split-note: forbid/' strict/layouts/brochure-a4.yaml
cp fr/edition.yaml long
{ printf -- '---\ntemplate: chapter\n---\n\n# Titre\n\nUn texte[^n].\n\n[^n]: ' && printf 'Une note sans fin. %.0s' {1..900} && echo; } >long/10-note.md
run 0 explain long --project strict
grep -qE '^  broken rules [1-9] \(.*split-note' out || fault 'the forbidden evil is not named'

run 2 explain fr --page 99 "${project[@]}"
holds err 99
run 2 explain fr --page nought "${project[@]}"
holds err nought
run 2 build fr --html x.html "${project[@]}"
holds err --html
run 2 explain fr --html no/such/folder/x.html "${project[@]}"
finish
