"""A function over 60 lines says why in a comment that begins with "long:"; over 100 lines it is refused, and so is a
file over 600."""
import re

from house import find_functions, finish, root_argument, source_files

FUNCTION_LINES, FUNCTION_LIMIT, FILE_LIMIT = 60, 100, 600


def find_faults(root):
    faults, seen = [], 0
    for path in source_files(root, ".c", ".h", folders=("src", "tests/unit")):
        shown = path.relative_to(root)
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        seen += 1
        if len(lines) - 1 > FILE_LIMIT:
            faults.append(f"{shown}: {len(lines) - 1} lines; over {FILE_LIMIT} it is split by subject")
        for name, first, last in find_functions(text):
            length = last - first + 1
            near = "\n".join(lines[max(first - 4, 0):last])
            if length > FUNCTION_LIMIT:
                faults.append(f"{shown}:{first}: {name} has {length} lines, over {FUNCTION_LIMIT}")
            elif length > FUNCTION_LINES and not re.search(r"/\*\s*long: \w", near):
                faults.append(f"{shown}:{first}: {name} has {length} lines; over {FUNCTION_LINES} it says why: "
                              "/* long: reason */")
    return faults, seen


if __name__ == "__main__":
    finish(*find_faults(root_argument()), "source file")
