#!/usr/bin/env bash
# po: editions go to translation tools and come back whole; what changed since is fuzzy, what went is kept; gettext's
# own tools accept each file.
. "$(dirname "$0")/../tools/cli.sh"
unset SOURCE_DATE_EPOCH
mkdir content
cp -r "$MAQUETTE_SOURCE_DIR"/content/{fr,de} content/
cp -r "$MAQUETTE_SOURCE_DIR"/{layouts,fonts} .
grep -q '^source:' content/de/edition.yaml || printf 'source: ../fr\n' >>content/de/edition.yaml

# accepted FILE: msgfmt finds no fault, and msgcat writes the same, but for the flags that it drops.
accepted() {
    msgfmt --check -o /dev/null "$1" 2>msgfmt.err || { fault "msgfmt refuses $1" && cat msgfmt.err; }
    diff <(grep -v '^#, ' "$1") <(msgcat --no-wrap "$1" | grep -v '^#, ') >msgcat.diff ||
        { fault "msgcat writes $1 otherwise" && head msgcat.diff; }
}

# same_texts A B: the Markdown of two editions is the same, whatever the files are called.
same_texts() {
    paste -d '|' <(ls "$1"/*.md) <(ls "$2"/*.md) | while IFS='|' read -r one other; do
        cmp "$one" "$other" || exit 1
    done || fault "$1 and $2 differ"
}

# ---- a template: every text, no translation, no clock
run 0 po export content/fr -o fr.pot
empty err
accepted fr.pot
holds out '0 translated'
grep -q '^"POT-Creation-Date: 2025-04-15 00:00+0000' fr.pot || fault 'the date is not that of the edition'
sed '1,/^msgctxt/d' fr.pot | grep '^msgstr "[^"]' && fault 'a template holds a translation'
grep -q '^#, max-length:[0-9]*, md-text$' fr.pot || fault 'no message says how long it may be'
cp fr.pot first.pot
run 0 po export content/fr -o fr.pot
cmp first.pot fr.pot || fault 'the second export differs'

# ---- there and back: the source as its own translation
run 0 po export content/fr -o fr.po
accepted fr.po
run 0 po import fr.po --from content/fr -o content/again
empty err
same_texts content/fr content/again
diff <(grep -v '^source:' content/again/edition.yaml) content/fr/edition.yaml || fault 'edition.yaml differs'

# ---- a translation there and back, and built from PO
run 0 po export content/de -o de.po
accepted de.po
grep -q '^"Language: de.n"$' de.po || fault 'the language is not told'
run 0 po import de.po --from content/fr -o content/de-again
same_texts content/de content/de-again
holds content/de-again/edition.yaml 'source: ../fr'
holds content/de-again/edition.yaml 'language: de'

mkdir content/po
printf 'language: fr-FR\nsource: ../fr\npo: fr.po\n' >content/po/edition.yaml
cp fr.po content/po
run 0 snapshot content/fr -o fr.snap
run 0 snapshot content/po --check fr.snap
printf 'language: de\nsource: ../fr\npo: de.po\n' >content/po/edition.yaml
run 1 check content/po
holds err 'there is no content/po/de.po yet'
run 0 po export content/po -o content/po/de.po
holds out '0 translated'
cp de.po content/po
run 0 build content/po -o po.pdf
run 0 build content/de -o de.pdf
diff <(pdftotext -layout po.pdf -) <(pdftotext -layout de.pdf -) || fault 'the text of the PDFs differs'

# ---- places lead into the PO file
sed 's/Streife fahren/Streife [^keine] fahren/' de.po >content/po/de.po
run 1 check content/po
line=$(grep -n '\[^keine\]' content/po/de.po | cut -d: -f1)
column=$(sed -n "${line}p" content/po/de.po | python3 -c 'print(input().index("[^keine]") + 1)')
holds err "content/po/de.po:$line:$column: error: the note “keine” is called"
cp de.po content/po

# ---- the source changes: the old translation is fuzzy, with what it was made from; what goes is kept
python3 - <<'PYTHON'
import re
def change(path, old, new):
    text = open(path, encoding="utf-8").read()
    assert old in text, (path, old)
    open(path, "w", encoding="utf-8").write(text.replace(old, new, 1))
change("content/fr/10-collectif.md", "# Qui nous sommes", "# Qui nous sommes vraiment")
change("content/fr/10-collectif.md", "Nous ne tenons les drogues", "<!-- translators: keep it calm,\nplease -->\n\nNous ne tenons les drogues")
change("content/fr/10-collectif.md", "## Les membres du collectif", "Un alinéa tout neuf.\n\n## Les membres du collectif")
change("content/fr/90-dos.md", open("content/fr/90-dos.md", encoding="utf-8").read().split("---\n", 2)[2], "\nRien.\n")
change("content/po/de.po", 'msgctxt "20-', '# a translator’s word\n#, read-only\nmsgctxt "20-')
PYTHON
run 0 check content/po
holds err 'the source has changed since this was translated'
run 0 po export content/po -o content/po/de.po
accepted content/po/de.po
holds out '2 fuzzy'
grep -B2 '^#| msgid "Qui nous sommes"$' content/po/de.po | grep -q '^#, fuzzy, max-length' || fault 'no fuzzy mark'
grep -q '^#~ msgid' content/po/de.po || fault 'what went is not kept'
for line in '#. keep it calm,' '#. please' '# a translator’s word' '#, max-length:36, md-text, read-only'; do
    grep -qFx -e "$line" content/po/de.po || fault "no line $line"
done
grep -A1 'msgid "Un alinéa tout neuf."' content/po/de.po | grep -q 'msgstr ""' || fault 'a new text is translated'
cp content/po/de.po renewed.po
run 0 po export content/po -o content/po/de.po
cmp renewed.po content/po/de.po || fault 'renewing twice changes the file'
run 0 check content/po
holds err 'marked as fuzzy'
lacks err 'has changed since'

# ---- obsolete ones come back with their text
cp "$MAQUETTE_SOURCE_DIR"/content/fr/*.md content/fr/
run 0 po export content/po -o content/po/de.po
grep '^#~' content/po/de.po && fault 'what came back is still obsolete'

# ---- nothing is lost by mistake
run 1 po import fr.po --from content/fr -o content/de
holds err 'two editions would be mixed'
printf 'mine\n' >>content/again/10-collectif.md
cp content/again/10-collectif.md mine.md
run 1 po import fr.po --from content/fr -o content/again
holds err 'content/again/10-collectif.md exists and says something else'
cmp mine.md content/again/10-collectif.md || fault 'a text was overwritten'
run 0 po import fr.po --from content/fr -o content/again --accept
same_texts content/fr content/again
printf 'msgid "cut' >content/po/de.po
run 1 po export content/po -o content/po/de.po
holds content/po/de.po 'msgid "cut'

# ---- usage
run 2 po
run 2 po exprt content/fr -o x.po
holds err "did you mean 'export'?"
run 2 po export content/fr
run 2 po export content/fr -o x.txt
run 2 po import fr.po -o x
run 2 po import fr.po --from content/fr
run 2 po export content/fr content/de -o x.po
run 2 check content/fr --from content/de
run 2 po import none.po --from content/fr -o x
run 2 po export content/none -o x.po
finish
