#!/usr/bin/env bash
# The exit status: 0 good, 1 the author's mistakes or a changed snapshot, 2 the machine.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition good
make_edition bad
break_edition bad

run 0 check good "${project[@]}"
empty err
run 1 check bad "${project[@]}"
holds err absente
holds err nulle-part
holds err 10-texte.md:9:
run 1 check good bad "${project[@]}"
run 1 build bad "${project[@]}" -o bad.pdf
[ ! -e bad.pdf ] || fault 'a PDF was written in spite of errors'

# Several editions: each is heard, the worst decides.
make_edition other
run 0 check good other "${project[@]}"
break_edition other
run 1 check bad good other "${project[@]}"
[ "$(grep -c '10-texte.md:9:.*error' err)" -eq 2 ] || { fault 'not both editions are reported' && cat err; }
run 2 check missing good "${project[@]}"
holds err missing
run 2 check bad missing "${project[@]}"
holds err nulle-part
holds err missing

run 2 check missing "${project[@]}"
holds err missing
run 2 check good --project missing
run 2 snapshot good "${project[@]}" --check missing.snap
holds err missing.snap
finish
