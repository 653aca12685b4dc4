#!/usr/bin/env bash
# build --output html, as a browser takes it: one page that needs no other file, its pictures inside, colours that can
# be told apart by day and by night; where Chromium is there, what it hands to a screen reader.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
cases=$MAQUETTE_SOURCE_DIR/tests/cli/spoken

make_edition pictures
python3 "$cases/web.py" make pictures || fault 'no pictures'
cat >>pictures/10-texte.md <<'TEXT'

Il y en a 600 000 ; « voilà » : 81 %.

![Un carré gris](carre.png "Le carré")

![Une encre sans écran](encres.jpg)
TEXT
run 0 build pictures --output html -o page.html "${project[@]}"
python3 "$cases/web.py" check page.html pictures || fault 'the page is not whole'

if command -v chromium >/dev/null; then
    cp -r "$cases/edition" edition
    run 0 build edition --output html -o edition.html "${project[@]}"
    timeout 50 python3 "$cases/browser.py" edition.html || fault 'what a screen reader is told'
else
    echo 'no chromium: its accessibility tree is not looked at' >&2
fi
finish
