#!/usr/bin/env bash
# A Catalan desktop: HarfBuzz takes the language of a text that has none from the locale, and Vollkorn then draws
# l·l with a dot of no width. Neither the program nor its shaping may ask the locale (rule B3.1 of the domain).
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition
printf '\nLes professionnel·le·s et l·l, L·L.\n' >>edition/10-texte.md

run 0 snapshot edition "${project[@]}" -o usual.snap
if ! localedef -i ca_ES -f UTF-8 "$work/ca_ES.UTF-8" 2>/dev/null && [ ! -d "$work/ca_ES.UTF-8" ]; then
    echo 'no Catalan locale can be made here: the rest is left out'
    finish
fi
# The C library keeps the list it makes of LOCPATH for ever, which is no leak of ours.
catalan() { env ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0" LOCPATH="$work" LC_ALL=ca_ES.UTF-8 "$@"; }
catalan "$MAQUETTE" snapshot edition "${project[@]}" -o catalan.snap || fault 'no snapshot under a Catalan locale'
cmp -s usual.snap catalan.snap || fault 'a Catalan locale gives other lines'
catalan "$MAQUETTE_BUILD_DIR/tests/dot_test" >dots 2>&1 || { fault 'dots under a Catalan locale' && cat dots; }
holds dots 'locale ca_ES.UTF-8'
finish
