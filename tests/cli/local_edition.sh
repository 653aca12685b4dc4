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
finish
