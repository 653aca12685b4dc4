"""Text set `align: outside` stands at the outer side of left and right pages, `align: inside` at the inner one."""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pdf

SETTINGS = "title: X\nlanguage: fr-FR\nlayout: brochure-a4\npublisher: X\n"
QUOTE = "  quote:   {like: body, italic: true, indent: {left: 1.5em, right: 1.5em}"
WORD = "Bord."


def quotes(folder, align):
    """For each page, where the quotation's word and the column that holds it begin and end."""
    project = Path(folder) / align
    shutil.copytree(pdf.ROOT / "layouts", project / "layouts")
    shutil.copytree(pdf.ROOT / "fonts", project / "fonts")
    layout = project / "layouts/brochure-a4.yaml"
    text = layout.read_text(encoding="utf-8")
    if QUOTE not in text:
        sys.exit("the layout's style of quotations is not what this test changes")
    layout.write_text(text.replace(QUOTE, f"  quote:   {{like: body, align: {align}, indent: {{left: 0, right: 0}}"),
                      encoding="utf-8")
    edition = project / "edition"
    edition.mkdir()
    (edition / "edition.yaml").write_text(SETTINGS, encoding="utf-8")
    for number in (10, 20):
        (edition / f"{number}-x.md").write_text(
            "---\ntemplate: plain\n---\n\n" + "Un texte assez long pour faire une ligne entière. " * 6 + f"\n\n> {WORD}\n",
            encoding="utf-8")
    made = project / "made.pdf"
    subprocess.run([pdf.MAQUETTE, "build", str(edition), "--project", str(project), "-o", str(made)], check=True,
                   stdout=subprocess.DEVNULL)
    for _, _, lines in pdf.pages(made):
        rows = [(row[0].x, max(char.right for char in row if char.text.strip()),
                 "".join(char.text for char in row).strip()) for row in pdf.rows(lines)]
        body = [row for row in rows if row[2].startswith("Un texte")]
        word = next(row for row in rows if row[2] == WORD)
        yield abs(word[0] - body[0][0]) < 2, abs(word[1] - body[0][1]) < 2


def main():
    wanted = {"outside": [(False, True), (True, False)], "inside": [(True, False), (False, True)]}
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        for align, pages in wanted.items():
            found = list(quotes(folder, align))
            if found != pages:
                faults.append(f"{align}: at the left, at the right of pages 1 and 2: {found}, not {pages}")
    pdf.finish(faults, 4, "pages")


main()
