#!/usr/bin/env bash
# --output takes several names: one layout, and every file has the bytes that it has when it is built alone.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition

run 0 build edition "${project[@]}" --output screen,print,text,html -o made
empty err
[ "$(ls made | tr '\n' ' ')" = 'edition-print.pdf edition-screen.pdf edition.html edition.txt ' ] || fault "made holds $(ls made)"
[ "$(wc -l <out)" = 4 ] || { fault 'not a line for each file' && cat out; }
for name in edition-screen.pdf edition-print.pdf edition.txt edition.html; do holds out "made/$name: 1 page"; done
for pair in screen=edition-screen.pdf print=edition-print.pdf text=edition.txt html=edition.html; do
    run 0 build edition "${project[@]}" --output "${pair%=*}" -o alone
    cmp -s alone "made/${pair#*=}" || fault "${pair%=*} has other bytes when built alone"
done

# In the working folder; one PDF beside a text needs no longer name; spaces, order and repetition do not matter.
mkdir elsewhere && cd elsewhere || exit 2
"$MAQUETTE" build ../edition "${project[@]}" --output 'text, print,text' >/dev/null || fault 'text, print fails'
[ "$(ls | tr '\n' ' ')" = 'edition.pdf edition.txt ' ] || fault "elsewhere holds $(ls)"
cd .. || exit 2

# Each option goes to the file it concerns.
run 0 build edition "${project[@]}" --output screen,print --standard pdf/ua-1,pdf/x-1a -o made
"$MAQUETTE" preflight made/edition-screen.pdf >out
grep -q '^pdf/ua-1: met' out && ! grep -q '^pdf/a-2a' out || { fault 'screen is not pdf/ua-1 alone' && tail -3 out; }
"$MAQUETTE" preflight made/edition-print.pdf >out
grep -q '^pdf/x-1a: met' out || { fault 'print is not pdf/x-1a' && tail -3 out; }
run 2 build edition "${project[@]}" --output screen,text --standard pdf/x-1a
holds err 'a file for the screen keeps to'
run 2 build edition "${project[@]}" --output screen,print --standard pdf/x-1a,pdf/x-4
holds err 'a print file keeps to'
run 2 build edition "${project[@]}" --output screen,prnt
holds err "print"
run 2 build edition "${project[@]}" --output screen,
holds err 'unknown value'

# What one file must not be stops them all: an old one is kept.
echo old >made/edition-screen.pdf
sed -i '/^date:/d; /^issued:/d' edition/edition.yaml
run 1 build edition "${project[@]}" --output screen,print -o made
[ "$(cat made/edition-screen.pdf)" = old ] || fault 'the screen file was written although print failed'
finish
