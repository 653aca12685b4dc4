# What the shell tests of tests/cli share. Each runs in a folder of its own, given back at the end, and ends by
# "finish": status 1 after any fault, with every fault printed.
set -u
export LC_ALL=C.UTF-8 # the language of messages
: "${MAQUETTE:?the path of the program}" "${MAQUETTE_SOURCE_DIR:?the root of the repository}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
faults=0

fault() {
    printf 'FAULT: %s\n' "$*"
    faults=$((faults + 1))
}

# run STATUS ARGUMENT...: runs maquette; its output and errors land in ./out and ./err.
run() {
    local expected=$1 status
    shift
    "$MAQUETTE" "$@" >"$work/out" 2>"$work/err" </dev/null
    status=$?
    if [ "$status" -ne "$expected" ]; then
        fault "status $status, not $expected: maquette $*"
        cat "$work/out" "$work/err"
    fi
}

# holds FILE WORDS: the file holds the words, as they stand.
holds() { grep -qF -e "$2" "$1" || { fault "no “$2” in $1, which holds:" && cat "$1"; }; }
lacks() { if grep -qF -e "$2" "$1"; then fault "“$2” in $1, which holds:" && cat "$1"; fi; }
empty() { if [ -s "$1" ]; then fault "$1 is not empty:" && cat "$1"; fi; }

# make_edition FOLDER: a sound edition of one page.
make_edition() {
    mkdir -p "$1"
    printf 'title: Essai\nlanguage: fr-FR\nlayout: brochure-a4\npublisher: Nous\nissued: 2025-04-15\n' >"$1/edition.yaml"
    printf -- '---\ntemplate: plain\n---\n\n# Un titre\n\nUn texte avec des usager·ère·s.\n' >"$1/10-texte.md"
}

# break_edition FOLDER: makes a mistake of the author in it.
break_edition() { printf '\nUne note[^absente].\n\n[voir](#nulle-part)\n' >>"$1/10-texte.md"; }

finish() {
    [ "$faults" -eq 0 ] || printf '%d faults\n' "$faults"
    exit $((faults > 0))
}
