#!/usr/bin/env bash
# What cannot be read is named with the reason: a folder in a file's place, a file without permission.
. "$(dirname "$0")/../tools/cli.sh"
mkdir -p work/layouts/folder.yaml work/layouts/languages
ln -s "$MAQUETTE_SOURCE_DIR/fonts" work/fonts
ln -s "$MAQUETTE_SOURCE_DIR"/layouts/languages/*.yaml work/layouts/languages/
ln -s "$MAQUETTE_SOURCE_DIR/layouts/brochure-a4.yaml" work/layouts/

make_edition work/edition
run 0 check work/edition
sed -i 's/brochure-a4/folder/' work/edition/edition.yaml
run 1 check work/edition
holds err 'edition.yaml:3:9:'
holds err folder

make_edition work/taken
rm work/taken/10-texte.md
mkdir work/taken/10-texte.md
run 2 check work/taken
holds err taken

make_edition work/file
run 2 check work/file/10-texte.md
holds err 10-texte.md

# Who is root may read everything.
if [ "$(id -u)" -ne 0 ]; then
    make_edition work/closed
    chmod 000 work/closed/10-texte.md
    run 2 check work/closed
    holds err 10-texte.md
    holds err 'permission denied'
    make_edition work/shut
    chmod 000 work/shut
    run 2 check work/shut
    chmod 700 work/shut
fi
finish
