"""The screen file is tagged (rules U2, U7, U11, T1 to T11, T15, X1, X3 of the domain): all that is painted is in one
marked content, an artifact's or an element's; elements, pages and annotations lead to each other; the tree says what is
a heading, a list, a note, a table, and how forms are read."""
import base64
import tempfile
from pathlib import Path

import pdf
from tagged import Tree, marked

# One pixel, grey.
PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")
SECTION = """---
template: chapter
---

# Les usager·ère·s

Un appel[^a] et [un lien dont le texte passe à la ligne parce qu’il est bien trop long pour tenir dans une seule ligne de
cette colonne](https://www.example.org/). Puis *of the [people]{lang=en}* : voir [l’encadré](#cadre).

Le plus souvent, pour être certain qu’un groupe passe à la ligne, il en faut plusieurs de suite : un·e petit·e revendeur·euse,
des petit·e·s consommateur·trice·s occasionnel·le·s, des petit·e·s magistrat·e·s, des grand·e·s avocat·e·s débutant·e·s,
tous les nouveaux·elles petit·e·s professionnel·le·s expérimenté·e·s, des habitant·e·s et citoyen·ne·s engagé·e·s, enfin.

1. Premier
2. Second[^b]

## Suite

> Une citation.

Table: Une légende.

| Pays | Part |
|---|---|
| France | 10 |
| Espagne | |

![Un carré gris](carre.png "Titre de la figure")

```
du code
```

Dernier paragraphe.

::: {.encadre #cadre}
### Dans l’encadré

Texte de l’encadré.
:::

[^a]: Première note.
[^b]: Seconde note.
"""
def checked(file):
    tree = Tree(file)
    tree.check_pages()
    tree.check_shapes()
    return tree


def made_faults(tree):
    """What the small edition must have, in its order."""
    spoken = tree.spoken()
    if "usagers et usagères" not in [text for text, _ in spoken]:
        yield f"X1: {spoken}"
    if [pdf.spoken(span.entry["/E"]) for title in tree.all("Title") for span in title.kids] != ["chacun ou chacune"]:
        yield "X1: the form in the title of the edition has no reading"
    if not any(count > 1 for _, count in spoken):
        yield f"X3: no group over two lines is one element: {spoken}"
    section = tree.document.kids[-1]
    order = [kid.type for kid in section.kids]
    if order[:3] != ["H1", "P", "Note"]:
        yield f"T8: the note does not follow its paragraph: {order}"
    if "Box" not in order or order.index("Box") > order.index("L"):
        yield f"T4: the box does not follow the paragraph that calls it: {order}"
    if [link for link in tree.all("Link") if len(link.annotations) > 1 and link.contents] == []:
        yield "T9: no link has an annotation for each of its lines"
    if [pdf.spoken(span.entry["/Lang"]) for span in tree.all("Span") if "/Lang" in span.entry] != ["en"]:
        yield "T14: the English word is not said to be English"
    if [item.types() for item in tree.all("LI")] != [["Lbl", "LBody"]] * 2:
        yield "T6: items without label and body"
    if [table.types() for table in tree.all("Table")] != [["Caption", "THead", "TBody"]] or \
            [len(tree.all(cell)) for cell in ("TH", "TD")] != [4, 2]:
        yield "T11: the table's grid is not whole"
    if [pdf.spoken(figure.entry["/Alt"]) for figure in tree.all("Figure")] != ["Un carré gris"]:
        yield "T10: the figure does not say what it is"
    yield from (f"T5: no {kind}" for kind in ("BlockQuote", "Code") if not tree.all(kind))


def main():
    assert marked(b"0 0 m f /P<</MCID 0>>BDC /Artifact BMC f EMC EMC") != [0], "the scan finds nothing"
    with tempfile.TemporaryDirectory() as folder:
        edition = Path(folder, "fr")
        edition.mkdir()
        (edition / "edition.yaml").write_text("title: Essai de chacun·e\nsubtitle: Un titre\ndate: 2025\nlanguage: fr-FR\n"
                                              "layout: brochure-a4\npublisher: Nous\n", encoding="utf-8")
        (edition / "carre.png").write_bytes(PIXEL)
        (edition / "00-couverture.md").write_text("---\ntemplate: cover\n---\n", encoding="utf-8")
        (edition / "10-texte.md").write_text(SECTION, encoding="utf-8")
        file = Path(folder, "made.pdf")
        pdf.build(file, edition=edition)
        small = checked(file)
        faults = small.faults + list(made_faults(small))
    brochure = checked(pdf.brochure())
    faults += brochure.faults
    if len(brochure.spoken()) < 20:
        faults.append(f"X1: {len(brochure.spoken())} readings in the brochure")
    pdf.finish(faults, len(small.elements) + len(brochure.elements), "elements")


main()
