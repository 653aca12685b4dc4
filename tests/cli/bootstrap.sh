#!/usr/bin/env bash
# bootstrap, with stand-ins for the tools it calls: it installs what is missing and nothing else, needs no right when
# nothing is, and says clearly what stands in its way.
. "$(dirname "$0")/../tools/cli.sh"
[ -e /etc/debian_version ] && grep -q '^ID=debian' /etc/os-release || { echo 'skipped: not Debian' && exit 0; }

mkdir -p tree/build tools
cp "$MAQUETTE_SOURCE_DIR/bootstrap" tree
tool() { # NAME LINE...: a stand-in that runs the lines
    { echo '#!/bin/bash' && printf '%s\n' "${@:2}"; } >"tools/$1"
    chmod +x "tools/$1"
}
# boot STATUS USER ARGUMENT...: runs it as a user of that number; calls of apt-get land in ./calls.
boot() {
    local expected=$1 status
    tool id "echo $2"
    : >calls
    PATH="$work/tools:$PATH" bash tree/bootstrap "${@:3}" >out 2>err </dev/null
    status=$?
    [ "$status" -eq "$expected" ] || { fault "bootstrap ${*:3}: status $status, not $expected" && cat out err; }
}
everything='for name in "$@"; do case $name in -*|*{*) ;; *) echo "installed $name" ;; esac; done'
tool dpkg-query "$everything"
tool apt-get "echo \"\$*\" >>$work/calls"
tool sudo 'if [ "$1" = -n ]; then shift; fi; exec "$@"'
tool cmake "echo cmake \"\$*\" >>$work/cmakes; exit \$(cat $work/cmake-status 2>/dev/null || echo 0)"
printf '#!/bin/bash\necho "$@"\n' >tree/build/maquette && chmod +x tree/build/maquette

# All is there: no apt-get, no right needed, and the last line is maquette's own.
boot 0 1000 brochure
empty calls
[ "$(tail -n 1 out)" = 'build content/fr -o build/brochure-fr.pdf' ] || { fault 'not the last line' && cat out; }
holds cmakes '--preset release'

# Two are missing: these two, after an update.
tool dpkg-query "$everything | grep -vx 'installed hyphen-fr' | grep -vx 'installed fonts-lato'"
boot 0 0 brochure
[ "$(grep -c . calls)" -eq 2 ] || { fault 'not one update and one install' && cat calls; }
holds calls update
grep -q 'install .*fonts-lato hyphen-fr$' calls || { fault 'not the two missing ones' && cat calls; }
boot 0 1000 brochure
holds calls fonts-lato

# What stands in the way is said, with status 2.
tool sudo 'exit 1'
boot 2 1000 brochure
holds err 'sudo asks for a password'
holds err hyphen-fr
tool apt-get 'echo "E: Unable to locate package" >&2; exit 100'
boot 2 0 brochure
holds err 'E: Unable to locate package'
holds err 'apt-get failed'
tool dpkg-query "$everything"
echo 1 >cmake-status
boot 2 0 brochure
holds err 'build failed'
lacks out content/fr
boot 2 0 unknown
holds err './bootstrap brochure'

# A failed test fails the command, and CTest's closing lines come last all the same.
rm cmake-status
mkdir -p tree/build tree/build-sanitize
tool ctest 'echo "50% tests passed, 1 tests failed out of 2"; echo "Total Test time (real) = 1 sec"; exit 8'
boot 1 0 test
[ "$(tail -n 1 out)" = 'Total Test time (real) = 1 sec' ] || { fault 'CTest is not last' && cat out; }
tool ctest 'echo "100% tests passed, 0 tests failed out of 2"; echo "Total Test time (real) = 1 sec"'
boot 0 0 test
holds cmakes '--preset sanitize'
holds cmakes '--preset clang'
finish
