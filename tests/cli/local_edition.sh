#!/usr/bin/env bash
# An edition without sections has those of its source, with the changes that it names; files of the source are found.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition fr
cat >>fr/10-texte.md <<'TEXT'

## Des aides {#aides}

Une aide nationale[^n], et [d’autres](#aides).

::: {.chart src=aides.csv alt="Des aides"}
:::

[^n]: Une note nationale.
TEXT
printf 'Aide,Part\nUne,12\nDeux,30\n' >fr/aides.csv
mkdir -p be/local
cat >be/edition.yaml <<'YAML'
source: ../fr
language: fr-BE
publisher: Nous, en Belgique
YAML

# The same texts, under other settings.
run 0 build be "${project[@]}" --output text -o be.txt
empty err
run 0 build fr "${project[@]}" --output text -o fr.txt
holds be.txt 'Nous, en Belgique'
sed 's/^Nous, en Belgique$/Nous/' be.txt | cmp -s - fr.txt || { fault 'other texts' && diff fr.txt be.txt; }

cat >>be/edition.yaml <<'YAML'
changes:
  - {replace: 10-texte/aides/1, with: local/aide.md}
  - {after: 10-texte, add: 20-belge.md}
YAML
printf 'Une aide à Bruxelles.\n' >be/local/aide.md
printf -- '---\ntemplate: plain\n---\n\n# En Belgique\n\nVoir [plus haut](#aides).\n' >be/20-belge.md
run 0 build be "${project[@]}" --output text -o be.txt
holds be.txt 'Une aide à Bruxelles.'
lacks be.txt 'nationale'
holds be.txt 'En Belgique'
run 0 check be "${project[@]}"
holds err 'note: this edition differs from its source: “be/local/aide.md” takes the place of “10-texte/aides/1”'
run 0 check be "${project[@]}" --messages fr
holds err 'cette édition diffère de sa source'
run 0 build be "${project[@]}" -o be.pdf
run 0 snapshot be "${project[@]}" -o be.snap
lacks be.snap 'edition changes'
run 0 build be "${project[@]}" --pseudo long --output text -o long.txt
holds long.txt 'Brûüûxêëllêës'

# The editions of an edition made so.
mkdir bxl
printf 'source: ../be\nlanguage: fr-BE\nchanges:\n  - drop: 20-belge\n' >bxl/edition.yaml
run 0 build bxl "${project[@]}" --output text -o bxl.txt
holds bxl.txt 'Une aide à Bruxelles.'
lacks bxl.txt 'En Belgique'
# Status tells the changes that an edition makes itself.
run 0 status be bxl fr "${project[@]}"
holds out 'be: 2 changes to its source: local/aide.md for 10-texte/aides/1; 20-belge.md after 10-texte'
holds out 'bxl: 1 change to its source: without 20-belge'
run 0 status bxl "${project[@]}" --messages fr
holds out 'bxl : 1 écart avec sa source : sans 20-belge'
run 0 status be "${project[@]}" --format json
holds out '"changes": [{"replace": "10-texte/aides/1", "file": "local/aide.md"}, {"after": "10-texte", "file": "20-belge.md"}]'

# Lines of a snapshot name the line that they were typed on, not that of the text made from all.
line=$(grep -n '^Une aide' be/local/aide.md | cut -d: -f1)
run 0 snapshot be "${project[@]}" -o be.snap
grep -q "^line aide.md:$line .*Bruxelles" be.snap || { fault 'no line of the added text' && grep Bruxelles be.snap; }
line=$(grep -n '^## Des aides' fr/10-texte.md | cut -d: -f1)
grep -q "^line 10-texte.md:$line .*Des aides" be.snap || fault 'no line of the source'

# Of editions in a row, each may hold files.
printf 'Aide,Part\nTrois,12\nQuatre,30\n' >be/nouvelles.csv
printf '::: {.chart src=nouvelles.csv alt="De nouvelles aides"}\n:::\n' >be/local/aide.md
run 0 build bxl "${project[@]}" --output text -o bxl.txt
holds bxl.txt 'Quatre'
holds bxl.txt 'Deux'

# A translation in a PO file with changes: what they take away is not missing, what they add is not too much.
mkdir -p de/local
cat >>fr/10-texte.md <<'TEXT'

::: {.encadre #prix}
### Les prix en 2024

Un prix a doublé en 12 mois, un autre a baissé.
:::
TEXT
printf 'language: de\nsource: ../fr\npo: de.po\n' >de/edition.yaml
run 0 po export de "${project[@]}" -o de/de.po
python3 - <<'PYTHON'
import re
text = open("de/de.po", encoding="utf-8").read()
german = {"Un titre": "Ein Titel", "Des aides": "Hilfen", "Les prix en 2024": "Preise 2024",
          "Un prix a doublé en 12 mois, un autre a baissé.": "Ein Preis hat sich in 12 Monaten verdoppelt, einer sank.",
          "Une note nationale.": "Eine Anmerkung zum ganzen Land.", "Essai": "Versuch", "Nous": "Wir"}
for french, own in german.items():
    text, count = re.subn('msgid "%s"\nmsgstr ""' % re.escape(french), 'msgid "%s"\nmsgstr "%s"' % (french, own), text)
    assert count == 1, french
text = text.replace('\nmsgid "Des aides"', '\n#, fuzzy\nmsgid "Des aides"', 1)
open("de/de.po", "w", encoding="utf-8").write(text)
PYTHON
run 0 check de "${project[@]}"
run 0 status de "${project[@]}" --format json
holds out '"stale": 1'
holds out '"missing": 0, "doubtful": 0, "extra": 0, "fuzzy": 1}'
before=$(sed -n 's/.*"texts": \([0-9]*\),.*/\1/p' out)
cat >>de/edition.yaml <<'YAML'
changes:
  - drop: prix
  - {after: aides, add: local/eigen.md}
YAML
printf '## Eigenes {#eigenes}\n\nEin eigener Absatz mit 99 Wörtern und einer Note.[^e]\n\n[^e]: Eigene Note.\n' >de/local/eigen.md
run 0 check de "${project[@]}"
holds err 'this edition differs from its source: “prix” is left out'
lacks err 'missing here'
lacks err 'not in the source'
[ "$(grep -c ': warning:' err)" = 1 ] || { fault 'more than the fuzzy text is told' && cat err; }
run 0 status de "${project[@]}" --format json
holds out '"missing": 0, "doubtful": 0, "extra": 0, "fuzzy": 1, "changes": [{"drop": "prix"}, {"after": "aides", "file": "local/eigen.md"}]'
[ "$(sed -n 's/.*"texts": \([0-9]*\),.*/\1/p' out)" = $((before - 2)) ] || { fault 'dropped texts count' && cat out; }
# A section put before others: those keep their pairs, and with them what is told of their templates.
printf -- '---\ntemplate: cover\n---\n\n# Vor allem\n\nEin Wort davor.\n' >de/local/vor.md
printf '  - {before: 10-texte, add: local/vor.md}\n' >>de/edition.yaml
run 1 check de "${project[@]}"
holds err 'de/local/vor.md” is added before “10-texte”'
lacks err 'this section has the template'
finish
