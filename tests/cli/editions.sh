#!/usr/bin/env bash
# Every folder of content/ has a test that compares its layout with tests/snapshots/; without a stored snapshot, or with
# another layout, it fails and names the command that renews the file.
. "$(dirname "$0")/../tools/cli.sh"

for folder in "$MAQUETTE_SOURCE_DIR"/content/*/; do
    name=$(basename "$folder")
    [ -f "$MAQUETTE_SOURCE_DIR/tests/snapshots/$name.snap" ] || fault "content/$name has no stored snapshot"
    grep -q "snapshots/$name" "$MAQUETTE_BUILD_DIR/tests/CTestTestfile.cmake" || fault "content/$name has no test"
done
for file in "$MAQUETTE_SOURCE_DIR"/tests/snapshots/*.snap; do
    name=$(basename "$file" .snap)
    [ -d "$MAQUETTE_SOURCE_DIR/content/$name" ] || fault "tests/snapshots/$name.snap is of no edition"
done

# A project with one more edition, of which no snapshot is stored.
mkdir -p project/tests/snapshots project/content/xx project/build
cp -r "$MAQUETTE_SOURCE_DIR"/{layouts,fonts} project
cp -r "$MAQUETTE_SOURCE_DIR/tests/tools" project/tests
ln -s "$MAQUETTE" project/build/maquette
make_edition project/content/xx
cd project || exit 2
compare() { # compare STATUS
    python3 tests/tools/run_case.py snapshots/xx >"$work/out" 2>&1
    [ $? = "$1" ] || { fault "comparing does not end with status $1" && cat "$work/out"; }
}
compare 1
holds "$work/out" 'content/xx has no stored snapshot: tests/snapshots/xx.snap is missing'
renew=$(grep -F -- --accept "$work/out")
$renew >"$work/renewed" || fault "the command of the message fails: $renew"
compare 0
sed -i 's/Un texte/Un long texte/' content/xx/10-texte.md
compare 1
holds "$work/out" 'first cause: 10-texte.md:7, page 1: text edited: added “long”'
holds "$work/out" 'build/maquette snapshot content/xx --check tests/snapshots/xx.snap --accept'
$renew >"$work/renewed" || fault "the command of the message fails: $renew"
compare 0
rm content/xx/edition.yaml
compare 1
finish
