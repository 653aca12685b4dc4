"""Snapshots that no one wrote: cut off, with bytes changed, with rows dropped, doubled, swapped or made long, of another
version, or made to be hard to compare. diff and --check give a status and, where a file cannot be read, one clear error
with its place; they never crash, hang or answer nothing. Chance is seeded: a failure says its number."""
import os
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from run_case import ROOT, maquette_path

ROUNDS = int(os.environ.get("ROUNDS", "400"))
SECONDS = 60
BYTES = [b"\0", b"\n", b" ", b"|", b"{", b"}", b'"', b"#", b"-", b"9", b"\xff", b"\xc2", b"\xe2\x80\xa8", b"99999999999999999999",
         b"{{{{{{{{", b" | ", b": ", b"\npage 1 ", b"[^", b"0.00001"]


def run(*arguments):
    """Status, output, error output; a status below 0 is a crash."""
    done = subprocess.run([maquette_path(), *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS,
                          cwd=ROOT, env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def cut(chance, data):
    return data[:chance.randrange(len(data))]


def change_bytes(chance, data):
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(data))
        data = data[:at] + chance.choice(BYTES) + data[at + chance.randrange(3):]
    return data


def change_rows(chance, data):
    rows = data.split(b"\n")
    for _ in range(chance.choice((1, 2, 20))):
        at, other = chance.randrange(len(rows)), chance.randrange(len(rows))
        kind = chance.randrange(4)
        if kind == 0:
            del rows[at]
        elif kind == 1:
            rows.insert(other, rows[at])
        elif kind == 2:
            rows[at], rows[other] = rows[other], rows[at]
        else:
            rows[at] += chance.choice(BYTES) * 1000
    return b"\n".join(rows)


def change_numbers(chance, data):
    """Rows that are of the format, with other numbers."""
    return re.sub(rb"\b\d+(\.\d+)?\b", lambda match: match[0] if chance.random() < 0.98 else
                  str(chance.choice((0, 1, 7, 32767, 2147483647, 4294967296))).encode(), data)


def fuzz(folder, stored):
    seed, data = Path(folder, "made.snap"), stored.read_bytes()
    read = 0
    for number in range(ROUNDS):
        chance = random.Random(number)
        seed.write_bytes(chance.choice((cut, change_bytes, change_rows, change_numbers))(chance, data))
        pair = (stored, seed) if number % 2 else (seed, stored)
        form = chance.choice((("--format=text",), ("--format=json",), ("--format=junit",), ("--format=sarif",),
                              ("--html", f"{folder}/made.html"), ("--tolerance", "1pt")))
        status, output, errors = run("diff", *pair, *form)
        read += status != 2
        if status not in (0, 1, 2, 3):
            yield f"{number}: diff {form} ends with status {status}: {errors[:600]}"
        elif status == 2 and not re.match(r"[^\n]+:\d+:\d+: error: [^\n]+\n", errors):
            yield f"{number}: no clear error: {errors[:300]!r}"
        elif status != 2 and (errors or not output and status and "--html" not in form):
            yield f"{number}: status {status}, nothing is said but {errors[:300]!r}"
    if not ROUNDS // 20 < read < ROUNDS:
        yield f"{read} of {ROUNDS} could be read: chance is not what it should be"


HEAD = "maquette-snapshot 4\nlevel lines\nlayout l\nlanguage fr\n"
END = "\ninvariants\n" + "".join(f"invariant {name} 0\n" for name in ("notes", "grid", "overflow", "overlaps", "glyphs", "widows", "orphans"))


def snapshot(header, rows):
    return HEAD + header + "pages 1\n\npage 1 plain 400 300 bleed 0\n" + rows + END


def row(line, text, block=None):
    return (f"line a.md:{line} paragraph block {block or line} frame 1 x 10 baseline {line % 900} width 300 natural 100 "
            f"stretch 0 end | {text}\n")


def hard_pairs():
    """{what: (old, new)} that a comparison in quadratic time would not end on."""
    many = 60000
    yield "all alike", snapshot("", row(1, "Un") * many), snapshot("", row(1, "Un") * (many - 1))
    yield "nothing alike", (snapshot("", "".join(row(i, f"a{i}", i + 1) for i in range(many))),
                            snapshot("", "".join(row(i, f"b{i}", i + 1) for i in range(many))))
    yield "the order turned round", (snapshot("", "".join(row(i, f"a{i}", i + 1) for i in range(many))),
                                     snapshot("", "".join(row(i, f"a{many - i}", i + 1) for i in range(many))))
    yield "one long block", snapshot("", row(1, "mot " * 500000)), snapshot("", row(1, "autre " * 500000))
    mapping = "{" + ", ".join(f"k{i}: {i}" for i in range(200000))
    yield "a long value", snapshot(f"part a | {mapping}}}\n", ""), snapshot(f"part a | {mapping}, z: 1}}\n", "")
    deep = "part a | " + "{a: " * 100000
    yield "a deep value", snapshot(deep + "}" * 100000 + "\n", ""), snapshot(deep + "1" + "}" * 99999 + "\n", "")
    parts = [f"part k{i} | {{a: {{b: {{c: %d}}}}}}\n" % i for i in range(many)]
    yield "many parts", snapshot("".join(parts), ""), snapshot("".join(parts).replace("c: ", "c: 1"), "")
    rows = "".join(row(i, f"t{i}") for i in range(1, many))
    yield "attributes in attributes", *(snapshot("".join(f"attributes a.md:{i}-{2 * many - i} | {{a: {value}}}\n"
                                                         for i in range(1, many)), rows) for value in (1, 2))
    yield "entries of other names", *(snapshot("".join(f"part colours/{name}{i} | {{a: 1}}\n" for i in range(many)), "")
                                      for name in "ab")
    files = "".join(f"picture {i}.png 0%d\n" % i for i in range(many))
    yield "many pictures", snapshot(files, ""), snapshot(files.replace(".png 0", ".png 1"), "")
    links = "".join(f"link {i} 1 {i % 900} 3 4 to https://a.fr/{i} | x\n" for i in range(many))
    yield "many links", snapshot("", links), snapshot("", links.replace("a.fr", "b.fr"))


def compare_hard(folder):
    old, new = Path(folder, "hard-old.snap"), Path(folder, "hard-new.snap")
    for what, *pair in hard_pairs():
        pair = pair[0] if len(pair) == 1 else pair
        old.write_text(pair[0], encoding="utf-8")
        new.write_text(pair[1], encoding="utf-8")
        try:
            for form in ((), ("--format=json",), ("--html", f"{folder}/made.html")):
                status, output, errors = run("diff", old, new, *form)
                if status != 1 or errors or not output:
                    yield f"{what} {form}: status {status}: {errors[:600]}"
        except subprocess.TimeoutExpired:
            yield f"{what}: no end after {SECONDS} s"


def check_versions(folder, stored):
    """Other versions, and what is no snapshot: one error, and --check --accept renews the file."""
    file = Path(folder, "old.snap")
    text = stored.read_text(encoding="utf-8")
    for first in ("maquette-snapshot 2", "maquette-snapshot 3", "maquette-snapshot 5", "maquette-snapshot",
                  "maquette-snapshot 4 ", "", "\ufeffmaquette"):
        file.write_text(re.sub(r"^.*", first, text, count=1), encoding="utf-8")
        status, _, errors = run("diff", file, stored)
        if status != 2 or errors.count("error:") != 1:
            yield f"first line {first!r}: status {status}: {errors}"
        status, output, errors = run("snapshot", "content/fr", "--check", file)
        if status not in (1, 2) or output or errors.count("error:") != 1:
            yield f"--check of a file with the first line {first!r}: status {status}: {errors}"
        status, _, errors = run("snapshot", "content/fr", "--check", file, "--accept")
        if status or file.read_text(encoding="utf-8") != text:
            yield f"--accept of a file with the first line {first!r}: status {status}: {errors}"


def main():
    faults = []
    with tempfile.TemporaryDirectory(prefix="maquette-hostile-") as folder:
        stored = Path(folder, "stored.snap")
        status, _, errors = run("snapshot", "content/fr", "-o", stored)
        if status:
            sys.exit(errors)
        faults += fuzz(folder, stored)
        faults += compare_hard(folder)
        faults += check_versions(folder, stored)
    print("\n".join(faults))
    print(f"{ROUNDS} snapshots changed by chance, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
