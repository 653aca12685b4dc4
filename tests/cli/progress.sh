#!/usr/bin/env bash
# A terminal gets a progress line where work takes over half a second, and is left clean; a file never does.
. "$(dirname "$0")/../tools/cli.sh"
project=(--project "$MAQUETTE_SOURCE_DIR")
make_edition edition
{ printf -- '---\ntemplate: plain\n---\n\n'
  for word in $(seq 1 150); do printf 'Un mot %s, puis un autre qui le suit et le dit autrement.\n' "$word"; done
} >section.md
for number in $(seq 1000 1300); do cp section.md "edition/$number-texte.md"; done

cat >terminal.py <<'PYTHON'
import os, pty, sys
with open("seen", "wb") as seen:
    def read(descriptor):
        data = os.read(descriptor, 4096)
        seen.write(data)
        return data
    sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], read)))
PYTHON
python3 terminal.py "$MAQUETTE" check edition "${project[@]}" >shown 2>&1 || fault 'check fails on a terminal'
holds seen ' %'
grep -q $'\033\\[K' seen || fault 'the line is not taken away'

run 0 check edition "${project[@]}"
empty err
finish
