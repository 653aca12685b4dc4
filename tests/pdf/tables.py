"""Tables of 1 to 30 columns, with words, long addresses and inclusive forms, in columns, across them and in boxes: no
text stands on other text, none leaves the sheet's margins, every letter is there once, and no form parts at its dots."""
import collections
import re
import tempfile
from pathlib import Path

import pdf

SETTINGS = "title: X\nlanguage: fr-FR\nlayout: brochure-a4\npublisher: X\n"
CELLS = {"words": ["anticonstitutionnellement", "consommation", "fumer"],
         "addresses": ["https://www.example.org/rapports/2024/consommation_de_stupefiants.html?page=12", "prise"],
         "forms": ["usager·ère·s", "consommateur·trice·s", "avocat·e"],
         "figures": ["600 000", "12,5 %", "8"]}
MARGIN = 62  # pt, the narrower margin of the layout less what may hang


def table(cells, columns):
    row = [cells[i % len(cells)] for i in range(columns)]
    return "\n".join("| " + " | ".join(line) + " |" for line in (row, ["---"] * columns, row[::-1])) + "\n"


def letters(text):
    return collections.Counter(re.findall(r"[^\W\d_]", text))


def check(folder, name, template, cells, columns, boxed):
    text = table(cells, columns)
    body = f"::: encadre\n### Z\n\n{text}\n:::\n" if boxed else text
    edition = Path(folder) / f"{name}-{template}-{columns}-{boxed}"
    edition.mkdir()
    (edition / "edition.yaml").write_text(SETTINGS, encoding="utf-8")
    (edition / "10-x.md").write_text(f"---\ntemplate: {template}\n---\n\n{body}", encoding="utf-8")
    made = edition / "made.pdf"
    pdf.build(made, edition=edition)
    pages = list(pdf.pages(made))
    yield from pdf.overlaps(pages)
    for width, _, lines in pages:
        for char in (char for line in lines for char in line if char.text.strip()):
            if char.x < MARGIN - 1 or char.right > width - MARGIN + 1:
                yield f"“{char.text}” at {char.x:.1f} stands in the margin"
                break
    copied = pdf.joined(pdf.text(made, "-raw"))
    for letter, count in letters(text).items():
        if letters(copied)[letter] < count:
            yield f"lost: {letter} {count - letters(copied)[letter]} times"
    yield from (f"a line parts a form at its dot: {line}" for line in copied.split("\n")
                if line.startswith("·") or line.endswith("·"))


def main():
    faults, seen = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for name, cells in CELLS.items():
            for template, boxed in (("chapter", False), ("plain", False), ("chapter", True)):
                for columns in (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 25, 30):
                    seen += 1
                    faults += [f"{name}, {template}, {columns} columns{' in a box' if boxed else ''}: {fault}"
                               for fault in list(check(folder, name, template, cells, columns, boxed))[:2]]
    pdf.finish(faults, seen, "tables")


main()
