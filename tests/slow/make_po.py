"""PO files that no tool writes: huge lines, a million keywords, escapes, quotes, duplicates; and one as large as a book.
Each is read within its time and ends with status 0, or with status 1 and a report."""
import subprocess
import sys
import tempfile
from pathlib import Path

import hostile

HEADER = 'msgid ""\nmsgstr "Language: de\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
COUNT = 1_000_000
CASES = {
    "one line": HEADER + 'msgid "a"\nmsgstr "' + 'x\\"' * COUNT + '"\n',
    "escapes": HEADER + 'msgid "a"\nmsgstr "' + "\\q" * COUNT + '"\n',
    "quotes": HEADER + '"\n' * COUNT,
    "keywords": HEADER + 'msgid "a"\n' * COUNT,
    "duplicates": HEADER + 'msgid "a"\nmsgstr "b"\n' * (COUNT // 4),
    "flags": HEADER + "#, " + "," * COUNT + '\nmsgid "a"\nmsgstr "b"\n',
    "comments": HEADER + "#\n" * COUNT,
    "obsolete": HEADER + "#~|" * COUNT,
    "one msgid": HEADER + "".join(f'msgctxt "{i}"\nmsgid "Un"\nmsgstr "b"\n' for i in range(COUNT // 10)),
    "junk": HEADER + "é?" * COUNT,
    "comment marks": HEADER + "--><!--" * COUNT,
}


def import_po(folder, text, source="source"):
    (folder / "de.po").write_text(text, encoding="utf-8")
    out = folder / "out"
    done = subprocess.run([hostile.MAQUETTE, "po", "import", "de.po", "--from", source, "-o", "out", "--accept",
                           "--project", str(hostile.ROOT)], cwd=folder, capture_output=True, timeout=60)
    return done.returncode, done.stderr.decode("utf-8", "replace"), out


faults = 0
with tempfile.TemporaryDirectory(prefix="maquette-po-") as name:
    folder = Path(name)
    (folder / "source").mkdir()
    (folder / "source" / "edition.yaml").write_text(hostile.SETTINGS, encoding="utf-8")
    section = folder / "source" / "10-a.md"
    section.write_text(hostile.FRONT.format("plain") + "# Un\n\na\n", encoding="utf-8")
    for case, text in CASES.items():
        status, errors, _ = import_po(folder, text)
        if status not in (0, 1) or (status == 1 and "error:" not in errors):
            print(f"FAULT: {case}: status {status}\n{errors[:300]}")
            faults += 1
    # 20,000 paragraphs, each with its translation, and before each a comment that never ends.
    texts = [f"{hostile.words(i, 12)} {i}" for i in range(20_000)]
    section.write_text(hostile.FRONT.format("plain") + "".join(f"{text} -->\n\n" for text in texts), encoding="utf-8")
    po = HEADER + "".join(f'msgid "{text} -->"\nmsgstr "ja {number}"\n\n' for number, text in enumerate(texts))
    status, errors, out = import_po(folder, po)
    made = (out / "10-a.md").read_text(encoding="utf-8") if status == 0 else ""
    if made.count("\nja ") != len(texts):
        print(f"FAULT: status {status}, {made.count('ja ')} of {len(texts)} texts are translated\n{errors[:300]}")
        faults += 1
sys.exit(faults > 0)
