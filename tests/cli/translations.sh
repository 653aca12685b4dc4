#!/usr/bin/env bash
# new, check --accept and status: from nothing to a translation, through the mistakes on the way.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
mkdir -p content
make_edition content/fr
mkdir content/fr/images
python3 - <<'END'
import struct, zlib
def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
rows = b"".join(b"\0" + b"\x40" * 900 for _ in range(300))
with open("content/fr/images/a.png", "wb") as file:
    file.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 900, 300, 8, 0, 0, 0, 0))
               + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
END
printf 'Part,Valeur\nA,1\nB,2\n' >content/fr/parts.csv

cat >>content/fr/10-texte.md <<'END'

Un renvoi -- vers --> la note, avec 585 mots et un [lien](https://a.example).[^n]

- premier point de la liste
- deuxième point de la liste

::: {.encadre #afd}
### Le titre de l’encadré

Le texte de l’encadré, de plusieurs mots.
:::

| Objet | Part |
|---|---:|
| Usage simple | 81 |

![Ce que montre une image](images/a.png){width=30mm}

::: {.chart src=parts.csv alt="Deux parts en barres, l’une double de l’autre"}
:::

[^n]: La note, de plusieurs mots.
END
sed -i "s|avec 585|(voir [la boîte](#afd)) avec 585|" content/fr/10-texte.md

# new: the files, the source beside each block, safe for "--".
run 0 new en --from content/fr "${project[@]}"
holds out 'content/en:'
holds out 'check content/en'
empty err
holds content/en/10-texte.md '<!-- # Un titre -->'
holds content/en/10-texte.md '<!-- Un renvoi -\- vers -\-> la note'
holds content/en/10-texte.md 'Un renvoi -- vers --> la note'
holds content/en/10-texte.md '| Usage simple | 81 |'
holds content/en/10-texte.md '<!-- ::: {.chart src=parts.csv'
cmp -s content/fr/images/a.png content/en/images/a.png || fault 'the picture was not copied'
cmp -s content/fr/parts.csv content/en/parts.csv || fault 'the numbers were not copied'
holds content/en/edition.yaml 'language: en'
holds content/en/edition.yaml 'source: "../fr"'
holds content/en/edition.yaml '# title: Essai'
[ "$(grep -c '^<!--\|^ *<!--' content/en/10-texte.md)" -ge 7 ] || fault 'too few comments'

# Values of a file are no texts to translate; what is told of the chart is.
run 0 po export content/fr "${project[@]}" -o fr.pot
holds fr.pot 'Deux parts en barres'
holds fr.pot 'Usage simple'
lacks fr.pot 'Valeur'

# Nothing that exists is overwritten.
cp -r content/en kept
run 2 new en --from content/fr "${project[@]}"
holds err 'already'
diff -r content/en kept || fault 'new changed a folder'
run 2 new en "${project[@]}"
holds err '--from'
run 2 new --from content/fr "${project[@]}"
run 2 check content/fr --from content/fr "${project[@]}"

# What was made is sound, builds, and is not translated.
run 0 build content/en "${project[@]}" -o en.pdf
run 0 check content/en "${project[@]}"
holds err 'not translated yet'
lacks err 'missing'
run 0 status content "${project[@]}" --format json
grep -qE '"edition": "content/en".*"translated": 0, "stale": 0, "untranslated": 1[0-9]' out || { fault status && cat out; }

# Accepting it as it is makes nothing translated.
run 0 check content/en --accept "${project[@]}"
grep -q ' -"\?$' content/en/translated.yaml || fault 'accepted what is not translated'
grep -qE '^en/translated.yaml: [0-9] texts of 1[0-9] accepted$' out || { fault 'does not say what it accepted' && cat out; }

# A half-translated edition by way of a PO file: the same texts are to do, the files are there. A section may have
# another name. Of what is still in French no word is judged by the rules of English.
sed -i 's/^# Un titre/# A title/' content/en/10-texte.md
sed -i 's/^Un texte avec des usager·ère·s\./Un texte avec des usager·ère·s , un « mot » .../' content/fr/10-texte.md content/en/10-texte.md
run 0 check content/en "${project[@]}"
lacks err 'stand for a suspension'
run 0 check content/fr "${project[@]}"
holds err 'stand for a suspension'
run 0 status content/en "${project[@]}" --format json
sed 's/.*"texts"/"texts"/' out >half
grep -q '"translated": [1-9]' half || { fault 'nothing is translated' && cat half; }
run 0 po export content/en "${project[@]}" -o half.po
run 0 po import half.po --from content/fr "${project[@]}" -o content/again
cmp -s content/fr/images/a.png content/again/images/a.png || fault 'the picture was not copied by import'
cmp -s content/fr/parts.csv content/again/parts.csv || fault 'the numbers were not copied by import'
mv content/again/10-texte.md content/again/10-text.md
run 0 status content/again "${project[@]}" --format json
sed 's/.*"texts"/"texts"/' out | cmp -s - half || { fault 'another status after import' && cat half out; }
rm -r content/again
sed -i 's/^# A title/# Un titre/' content/en/10-texte.md
sed -i 's/^Un texte avec.*/Un texte avec des usager·ère·s./' content/fr/10-texte.md content/en/10-texte.md

# A translation, with the ids and figures of its source.
python3 - <<'END'
import re
text = open("content/en/10-texte.md", encoding="utf-8").read()
for old, new in [("\n# Un titre", "\n# A title"), ("\nUn texte avec des usager·ère·s.", "\nA text with users."),
                 ("\nUn renvoi -- vers --> la note", "\nA reference -- to --> the note"),
                 ("voir [la boîte]", "see [the box]"), ("avec 585 mots et un [lien]", "with 558 words and a [link]"),
                 ("- premier point de la liste", "- first point of the list"),
                 ("- deuxième point de la liste", "- second point of the list"),
                 ("\n### Le titre de l’encadré", "\n### The title of the box"),
                 ("\nLe texte de l’encadré, de plusieurs mots.", "\nThe text of the box, of several words."),
                 ("\n| Objet | Part |", "\n| Object | Share |"), ("\n| Usage simple | 81 |", "\n| Mere use | 81 |"),
                 ("\n![Ce que montre une image]", "\n![What a picture shows]"),
                 ("Deux parts en barres, l’une double de l’autre", "Two shares as bars, one twice the other"),
                 ("\n[^n]: La note, de plusieurs mots.", "\n[^n]: The note, of several words.")]:
    head, found, tail = text.rpartition(old)
    assert found, old
    text = head + new + tail
open("content/en/10-texte.md", "w", encoding="utf-8").write(text)
END
sed -i 's/^title: Essai/title: Trial/; s/^publisher: Nous/publisher: We/' content/en/edition.yaml
run 0 check content/en "${project[@]}"
holds err '558 here, 585 in the source'
lacks err 'not translated'
sed -i 's/558/585/' content/en/10-texte.md
run 0 check content/en "${project[@]}" --accept
run 0 check content/en "${project[@]}"
lacks err 'the source'
run 0 status content/en "${project[@]}"
grep -qE '^content/en +1[0-9] +1[0-9] +0 +0 +0 +0 +0 +0 +0$' out || { fault 'a row of status' && cat out; }

# The source changes: what was made from it is stale, though a text came in before it.
sed -i 's/^# Un titre/# Un titre\n\nUn paragraphe qui est nouveau dans la source./; s/La note, de plusieurs mots/La note, de bien plus de mots/' content/fr/10-texte.md
run 0 check content/en "${project[@]}"
holds err 'has changed since'
holds err 'is missing here'
[ "$(grep 'warning:' err | grep -vc 'hyphen')" = 2 ] || { fault 'more than two warnings' && cat err; }
run 0 check content/en "${project[@]}" --messages fr
holds err 'a changé depuis'
run 0 status "${project[@]}" content/en --format json
holds out '"stale": 1, "untranslated": 0, "missing": 1'

# Accepting needs a source; a language without rules has those of und.yaml, which is said and does not hinder.
run 1 check content/fr --accept "${project[@]}"
run 0 new pt --from content/fr "${project[@]}"
holds err 'layouts/languages/pt.yaml'
run 0 build content/pt "${project[@]}" -o pt.pdf
holds err 'no rules for the language “pt” yet'
qpdf --json=1 pt.pdf 2>/dev/null | grep -q '"/Lang": "pt"' || fault 'the language of the PDF'
run 2 status nowhere "${project[@]}"
finish
