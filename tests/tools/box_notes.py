"""box_notes.py: each place of a box with each place of its notes, as wide as one column, two and three, whole and cut.

Makes an edition of one style a section, each with notes called at the beginning and the end of a short, a long and a very
long box, and looks at its snapshot: every note stands on the page of its call, and every note and word stands there once.
Ends with status 1 and a line for each style of which that is not true.
"""
import collections
import itertools
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(os.environ["MAQUETTE_SOURCE_DIR"])
MAQUETTE = os.environ["MAQUETTE"]
PLACES, NOTES = ["here", "top", "bottom", "page", "margin"], ["inside", "column", "page"]
SPANS, BREAKS, COLUMNS = ["column", "2", "columns"], ["false", "true"], ["1", "2", "3"]
LAYOUT = """sheet:   {{size: [160mm, 150mm], bleed: 3mm, facing: true}}
margins: {{inside: 12mm, outside: 44mm, top: 12mm, bottom: 16mm}}
grid:    {{leading: 12pt, first-baseline: 44pt, columns: 3, gutter: 4mm}}
colours:
  ink: {{cmyk: [0, 0, 0, 100]}}
text:
  body: {{font: Vollkorn, size: 8pt, leading: grid, align: left}}
  note: {{like: body, size: 6pt, leading: 7pt}}
  box:  {{like: body, size: 7pt, leading: 9pt}}
boxes:
{boxes}
templates:
  t1: {{columns: 1, headings: {{1: body, 2: body, 3: body}}, text: body, note: note, notes: {template}}}
  t2: {{like: t1, columns: 2}}
  t3: {{like: t1, columns: 3}}
"""


def words(letter, count):
    return " ".join(f"{letter}{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}" for n in range(count))


def box(style, number, count):
    """A box of so many words a paragraph that calls a note in its first line, its middle and its last one."""
    ids = [f"{number}-{n}" for n in range(3)]
    parts = [f"Début[^{ids[0]}] {words('b', count)}", f"{words('m', count)} milieu[^{ids[1]}] {words('m', count)}",
             f"{words('f', count)} fin[^{ids[2]}]"]
    notes = "\n\n".join(f"[^{name}]: Note {style} {name} {words('n', 12)}." for name in ids)
    return f"::: {{.{style}}}\n" + "\n\n".join(parts) + f"\n:::\n\n{words('t', 20)}\n\n{notes}\n\n"


def section(style, template):
    text = "".join(f"{words('x', 150)}\n\n{box(style, n, count)}" for n, count in enumerate([4, 60, 300]))
    return f"---\ntemplate: t{template}\n---\n\n# Titre\n\n{text}"


def judge(styles, columns, project, folder):
    """What is wrong with the sections of some styles."""
    edition = Path(tempfile.mkdtemp(dir=folder))
    (edition / "edition.yaml").write_text("title: X\nlanguage: fr-FR\nlayout: notes\n", encoding="utf-8")
    source = [section(style, columns) for style in styles]
    for number, text in enumerate(source, 100):
        (edition / f"{number}-x.md").write_text(text, encoding="utf-8")
    done = subprocess.run([MAQUETTE, "snapshot", str(edition), "--project", str(project)], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True)
    faults = [] if done.returncode == 0 else [f"status {done.returncode} {done.stderr[:300]}"]
    faults += [line for line in done.stdout.splitlines() if line.startswith("fault notes")]
    lines = re.findall(r"^line .* \| (.*)$", done.stdout, re.M)
    found = collections.Counter(re.findall(r"\b[bmfxtn][a-j][k-t]\b", " ".join(lines)))
    written = collections.Counter(re.findall(r"\b[bmfxtn][a-j][k-t]\b", "".join(source)))
    if found != written:
        faults.append(f"{sum((written - found).values())} words lost, {sum((found - written).values())} twice")
    return faults


def main():
    styles = {f"{place}-{notes}-{span}-{breaks}": f"{{text: box, note: note, place: {place}, notes: {notes}, span: {span}, "
              f"breaks: {breaks}}}" for place, notes, span, breaks in itertools.product(PLACES, NOTES, SPANS, BREAKS)}
    boxes = "\n".join(f"  {name}: {style}" for name, style in styles.items())
    faults = []
    with tempfile.TemporaryDirectory(prefix="maquette-notes-") as folder:
        for template in NOTES[1:]:
            project = Path(folder) / template
            (project / "layouts").mkdir(parents=True)
            (project / "fonts").symlink_to(ROOT / "fonts")
            (project / "layouts" / "languages").symlink_to(ROOT / "layouts" / "languages")
            (project / "layouts" / "notes.yaml").write_text(LAYOUT.format(boxes=boxes, template=template), encoding="utf-8")
            for columns in COLUMNS:
                if not judge(styles, columns, project, folder):
                    continue
                for style in styles:  # which of them it is
                    faults += [f"template with notes: {template}, {columns} columns, box {style}: {fault}"
                               for fault in judge([style], columns, project, folder)]
                faults = faults or [f"template with notes: {template}, {columns} columns: all together"]
    if faults:
        print("\n".join(faults))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
