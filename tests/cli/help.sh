#!/usr/bin/env bash
# --help and --version answer on standard output, and the help names every command and option.
. "$(dirname "$0")/../tools/cli.sh"

run 0 --help
empty err
for word in build check snapshot diff readings preview new status --from --dpi --grid --frames --level --accept --format --tolerance -o --output print screen html --project --diagnostics text json --messages en fr \
    --all --pseudo --check --lines --help --version; do
    holds out "$word"
done

run 0 --version
empty err
grep -qE '^maquette [0-9]+\.[0-9]+\.[0-9]+' out || { fault 'no version number' && cat out; }
finish
