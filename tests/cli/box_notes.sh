#!/usr/bin/env bash
# The notes of a box stand on the page of their call, wherever the style puts box and notes, and however often it is cut.
. "$(dirname "$0")/../tools/cli.sh"

python3 "$MAQUETTE_SOURCE_DIR/tests/tools/box_notes.py" >out || { fault "notes of boxes:" && cat out; }
finish
