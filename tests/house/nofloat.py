"""Lengths are whole numbers until they are written: no float, double or decimal constant outside src/output, and
src/preflight, which reads the decimal numbers of finished files."""
import re

from house import blank_out, finish, line_of, root_argument, source_files


def find_faults(root):
    faults, seen = [], 0
    for path in source_files(root, ".c", ".h"):
        shown = path.relative_to(root)
        seen += 1
        if shown.parts[1] in ("output", "preflight"):
            continue
        text = blank_out(path.read_text(encoding="utf-8"))
        for match in re.finditer(r"\b(float|double)\b|(?<![\w.])\d+\.\d*|(?<![\w.)\]])\.\d+", text):
            faults.append(f"{shown}:{line_of(text, match.start())}: {match.group()} outside src/output")
    return faults, seen


if __name__ == "__main__":
    finish(*find_faults(root_argument()), "source file")
