"""State and names: nothing at file level changes, no setjmp, goto only to one label, no verb that says nothing."""
import re

from house import blank_out, find_functions, finish, line_of, root_argument, source_files

EMPTY_WORDS = {"get", "do", "handle", "process", "util", "utils", "misc", "manager"}


def drop_braces(text):
    """The text with what stands in braces made blank, so that declarations at file level are left."""
    kept, depth = [], 0
    for character in text:
        if character == "}":
            depth -= 1
        kept.append(character if depth == 0 or character == "\n" else " ")
        if character == "{":
            depth += 1
    return "".join(kept)


def top_declarations(text):
    """(place, words before a brace, words after it) of what stands at file level, functions left out."""
    start = 0
    while end := re.compile(r"[;{]").search(text, start):
        head, tail, stop = text[start:end.start()], "", end.end()
        if end.group() == "{":
            stop = text.index("}", end.end()) + 1
            if "(" in head and "=" not in head:
                start = stop
                continue
            semicolon = text.find(";", stop)
            tail, stop = text[stop:semicolon], semicolon + 1
        yield start + len(head) - len(head.lstrip()), " ".join(head.split()), tail.strip()
        if stop <= start:
            return
        start = stop


def is_constant(declaration):
    """True if the object declared cannot change: const stands after the last star of its type."""
    before_value = declaration.split("=")[0]
    if "(*" in before_value:
        return bool(re.search(r"\(\*\s*const\b", before_value))
    return "const" in re.findall(r"\w+", before_value.rsplit("*", 1)[-1])


def declares_object(head, tail):
    """True for an object with static duration: not a type, a prototype or an assertion."""
    if not head or re.match(r"(__extension__\s+)?(typedef|extern|_Static_assert|static_assert)\b", head):
        return False
    if "(" in head and "=" not in head:
        return False
    is_type = re.fullmatch(r"(struct|union|enum)(\s+\w+)?", head)
    return bool(tail) if is_type else True


def mutable_objects(text):
    """(place, declaration) of the objects of static duration that are not const."""
    code = re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", lambda match: re.sub(r"[^\n]", " ", match.group()),
                  blank_out(text), flags=re.M)
    for at, head, tail in top_declarations(drop_braces(code)):
        if declares_object(head, tail) and not is_constant(head):
            yield at, f"{head} {tail}".strip()
    for match in re.finditer(r"^[ \t]+(?:static|_Thread_local)\s[^;={}]*", code, re.M):
        if not is_constant(match.group()):
            yield match.start() + 1, " ".join(match.group().split())


def find_faults(root):
    faults, seen = [], 0
    for path in source_files(root, ".c", ".h"):
        shown, text = path.relative_to(root), path.read_text(encoding="utf-8")
        code, seen = blank_out(text), seen + 1
        if EMPTY_WORDS & set(path.stem.split("_")):
            faults.append(f"{shown}: the file's name says nothing")
        for at, declaration in mutable_objects(text):
            faults.append(f"{shown}:{line_of(text, at)}: can change at file level: {declaration}")
        for match in re.finditer(r"\b_?(setjmp|longjmp|sigsetjmp|siglongjmp)\b", code):
            faults.append(f"{shown}:{line_of(text, match.start())}: {match.group()}")
        lines = code.split("\n")
        for name, first, last in find_functions(text):
            if EMPTY_WORDS & set(name.split("_")):
                faults.append(f"{shown}:{first}: {name}: the verb says nothing")
            labels = set(re.findall(r"\bgoto\s+(\w+)", "\n".join(lines[first - 1:last])))
            if len(labels) > 1:
                faults.append(f"{shown}:{first}: {name} goes to {len(labels)} labels: {', '.join(sorted(labels))}")
    return faults, seen


if __name__ == "__main__":
    finish(*find_faults(root_argument()), "source file")
