"""preflight --format json: README names every key that is printed, and no other; numbers agree with one another."""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from sample_tagged import tagged
from variant import add

README = Path(__file__).resolve().parents[2] / "README.md"
LEVELS = ("failed", "doubtful")


def documented():
    """All keys of the table; levels are keys of a check as well."""
    text = README.read_text(encoding="utf-8")
    table = text[text.index("`--format json` gives one object a file"):].split("\n\n")[1]
    rows = [re.findall(r"`([a-z]+)`", row) for row in table.splitlines()[2:]]
    words = {word for row in rows for word in row}
    return words


def keys_of(value):
    if isinstance(value, dict):
        return set(value).union(*(keys_of(part) for part in value.values()))
    return set().union(*(keys_of(part) for part in value)) if isinstance(value, list) else set()


def report(file):
    return json.loads(subprocess.run([os.environ["MAQUETTE"], "preflight", file, "--format", "json"], check=False,
                                     capture_output=True).stdout)


def check_numbers(found):
    for check in found["checks"]:
        for level in LEVELS:
            told = sum(finding["level"] == level for finding in check["findings"])
            if told != check[level]:
                yield f"{check['id']}: {check[level]} {level}, {told} findings"


def main():
    sample = tagged()
    sample.change("catalogue", "/MarkInfo << /Marked true >>", "")  # a finding of the file
    add("content_2", ("<< >>", b"0 0 9 9 re f"))(sample)             # ... and of a page
    with tempfile.TemporaryDirectory(prefix="maquette-format-") as folder:
        file = Path(folder) / "sample.pdf"
        file.write_bytes(sample.bytes())
        found = report(file)
    faults = list(check_numbers(found))
    printed, told = keys_of(found), documented()
    if printed - told:
        faults.append(f"README does not name {sorted(printed - told)}")
    if told - printed:
        faults.append(f"README names {sorted(told - printed)}, which are not printed")
    print("\n".join(faults) or f"{len(printed)} keys")
    sys.exit(1 if faults else 0)


main()
