#!/usr/bin/env bash
# build --output text and html: what is read aloud of a small edition, to the byte; and of each edition of content/
# every word and every reading.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
cases=$MAQUETTE_SOURCE_DIR/tests/cli/spoken

for form in text html; do
    run 0 build "$cases/edition" --output "$form" -o "small.$form" "${project[@]}"
    diff "$cases/expected.$form" "small.$form" || fault "--output $form is not as expected"
done
run 0 build "$cases/edition" --output html "${project[@]}"
[ -s edition.html ] || fault 'without -o the file is not named after the edition'
run 2 build "$cases/edition" --output htm "${project[@]}"
holds err html

# A note is told by the number that is printed.
cp -r "$MAQUETTE_SOURCE_DIR/layouts" "$MAQUETTE_SOURCE_DIR/fonts" .
sed -i 's/^page-evils:/note-numbers: section\n&/' layouts/brochure-a4.yaml
make_edition anew
for name in 20-un 30-deux; do
    printf -- '---\ntemplate: plain\n---\n\nAppel %s[^a].\n\n[^a]: Note %s.\n' "$name" "$name" >"anew/$name.md"
done
for form in text html; do
    run 0 build anew --output "$form" -o "anew.$form" --project .
done
holds anew.text 'Appel 30-deux (note 1).'
holds anew.text 'Note 1. Note 30-deux.'
[ "$(grep -c 'aria-label="Note 1">1<' anew.html)" = 2 ] || fault 'HTML counts notes through the edition'

for language in fr en de es; do
    for form in text html; do
        run 0 build "$MAQUETTE_SOURCE_DIR/content/$language" --output "$form" -o "$language.$form" "${project[@]}"
    done
    run 0 readings "$MAQUETTE_SOURCE_DIR/content/$language" "${project[@]}"
    python3 "$cases/check.py" "$MAQUETTE_SOURCE_DIR/content/$language" "$language" out || fault "$language"
done
finish
