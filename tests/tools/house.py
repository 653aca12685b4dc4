"""What the checks of tests/house share: which files there are, and C read as far as a check needs it."""
import re
import sys
from pathlib import Path


def source_files(root, *endings, folders=("src",)):
    """Files below the folders, sorted, as paths below root."""
    return sorted(path for folder in folders for path in (Path(root) / folder).rglob("*")
                  if path.suffix in endings and path.is_file())


def blank_out(text):
    """C with the inside of comments, strings and character constants turned into spaces: places stay true."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''

    def blank(match):
        return re.sub(r"[^\n]", " ", match.group())

    return re.sub(pattern, blank, text, flags=re.S)


def line_of(text, at):
    return text.count("\n", 0, at) + 1


def find_functions(text):
    """(name, first line, last line) of each function of clang-formatted C: a definition begins in the first column and
    ends with a brace alone there."""
    lines = blank_out(text).split("\n")
    functions, start = [], None
    for number, line in enumerate(lines, 1):
        if line == "}" and start is not None:
            signature = " ".join(lines[start - 1:number]).split("{")[0]
            name = re.search(r"([A-Za-z_]\w*)\s*\(", signature)
            if name:
                functions.append((name.group(1), start, number))
            start = None
        elif line[:1].strip() and line[0] not in "#}{":
            if start is None or not line.rstrip().endswith(":"):
                start = number if not _continues(lines, start, number) else start
    return functions


def _continues(lines, start, number):
    """True if the declaration begun at start still runs on at number."""
    return start is not None and not re.search(r"[;}]\s*$", "\n".join(lines[start - 1:number - 1]).rstrip() or ";")


def finish(faults, seen, what):
    """Prints the faults and ends: 0 none, 1 some. Nothing to look at is a fault of the check."""
    for fault in faults:
        print(fault)
    if not seen:
        print(f"nothing was looked at: no {what} found")
    sys.exit(1 if faults or not seen else 0)


def root_argument():
    return Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
