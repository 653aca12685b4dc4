"""Every message of src/base/messages.def exists in both languages with the same arguments, the French one in French
typography, and occurs in a case of tests/error or in a unit test."""
import re

from house import finish, root_argument

ENTRY = re.compile(r'MESSAGE\(\s*(\w+),\s*(DIAG_\w+)((?:\s*,(?:\s*"(?:\\.|[^"\\])*")+){4})\s*\)', re.S)
ARGUMENT = re.compile(r"\{(\d)\}")


def read_messages(root):
    """[(code, english, english hint, french, french hint)], and how many entries the file should hold."""
    text = re.sub(r"/\*.*?\*/", "", (root / "src/base/messages.def").read_text(encoding="utf-8"), flags=re.S)
    entries = []
    for code, _, rest in ENTRY.findall(text):
        parts = re.findall(r',((?:\s*"(?:\\.|[^"\\])*")+)', rest)
        entries.append((code, *("".join(re.findall(r'"((?:\\.|[^"\\])*)"', part)) for part in parts)))
    return entries, len(re.findall(r"\bMESSAGE\(", text))


def language_faults(code, english, english_hint, french, french_hint):
    faults = []
    if not english or not french:
        faults.append("one of the languages is empty")
    if bool(english_hint) != bool(french_hint):
        faults.append("only one of the languages has a hint")
    if set(ARGUMENT.findall(english)) != set(ARGUMENT.findall(french)):
        faults.append("the languages do not hold the same arguments")
    if set(ARGUMENT.findall(english_hint)) != set(ARGUMENT.findall(french_hint)):
        faults.append("the languages' hints do not hold the same arguments")
    for text in (french, french_hint):
        if re.search(r"\w'\w", text):
            faults.append("the French has a typewriter's apostrophe")
        if re.search(r"« |«\S| [;?»]| !(?!\[)| :(?!:)|[\w)”][;!?»]", text):
            faults.append("the French lacks a no-break space at « » ; : ! ?")
    return [f"src/base/messages.def: {code}: {fault}" for fault in faults]


def shown_texts(root):
    """All that tests expect maquette to say: the expected files of cases, examples, and the sources of unit tests."""
    patterns = ("tests/error/*/expected*", "tests/page/*/expected.diag", "tests/spec/*", "tests/unit/*.[ch]",
                "tests/cli/*.sh")
    texts = [path.read_text(encoding="utf-8", errors="replace") for pattern in patterns
             for path in sorted(root.glob(pattern)) if path.is_file()]
    return "\n".join(texts).replace('\\"', '"')


def find_faults(root):
    entries, count = read_messages(root)
    shown = shown_texts(root)
    faults = [] if len(entries) == count else [f"src/base/messages.def: {count - len(entries)} entries cannot be read"]
    for entry in entries:
        faults += language_faults(*entry)
        code, english = entry[0], entry[1].replace('\\"', '"').replace("\\\\", "\\")
        text = ".*".join(re.escape(part) for part in ARGUMENT.split(english)[::2])
        if not re.search(rf"\bMESSAGE_{code}\b", shown) and not re.search(text, shown):
            faults.append(f"src/base/messages.def: {code}: no case of tests/error and no unit test shows it")
    return faults, len(entries)


if __name__ == "__main__":
    finish(*find_faults(root_argument()), "message")
