"""The pictures of `maquette preview` show what poppler shows of the PDF, page by page: of the brochure at 72 dpi,
and of a specimen in fonts with CFF outlines that holds what the brochure has not: boxes of two kinds, pictures, a table, a
chart; at 144 dpi, since poppler draws a rule of half a point a whole pixel thick.

Poppler sets glyphs on whole rows of pixels and edges of areas on whole pixels; ours stand where they stand. So two
things are compared: the mean colour of tiles of 8 pixels, which such a shift hardly changes, and single pixels with all
that poppler shows within one pixel of them. Where a page lacks a line or has another colour, both are far off."""
import re
import shutil
import tempfile
from pathlib import Path

import pdf
import png

TILE = 8
MEAN_MOST = 1.5      # of 255: mean difference of the tiles of a page
TILE_MOST = 34       # of 255: of any tile; a word that is missing makes 38 or more
STRAY_MOST = 0.001   # share of pixels that are off
STRAY = 64           # of 255: what is off


def tile_means(width, rows):
    """The mean red, green and blue of each tile, from left to right and down."""
    for top in range(0, len(rows), TILE):
        band = rows[top:top + TILE]
        sums = [sum(column) for column in zip(*band)]
        for left in range(0, width, TILE):
            count = len(band) * min(TILE, width - left)
            for channel in range(3):
                yield sum(sums[3 * left + channel:3 * (left + TILE):3]) / count


def count_strays(width, ours, theirs):
    """Pixels that lie outside what their neighbourhood in the other picture spans."""
    strays = 0
    for y, (row, other) in enumerate(zip(ours, theirs)):
        if row == other:
            continue
        near_rows = theirs[max(y - 1, 0):y + 2]
        off = {i // 3 for i, (a, b) in enumerate(zip(row, other)) if abs(a - b) > STRAY}
        for x in off:
            for channel in range(3):
                near = [value for near_row in near_rows
                        for value in near_row[max(3 * (x - 1), 0) + channel:3 * (x + 2):3]]
                if not min(near) - STRAY <= row[3 * x + channel] <= max(near) + STRAY:
                    strays += 1
                    break
    return strays


def compare(number, dpi, ours, theirs):
    if ours[:2] != theirs[:2]:
        yield f"page {number}: {ours[0]} × {ours[1]} pixels, not {theirs[0]} × {theirs[1]}"
        return
    width, height, rows, dots = ours
    differences = [abs(a - b) for a, b in zip(tile_means(width, rows), tile_means(width, theirs[2]))]
    mean = sum(differences) / len(differences)
    strays = count_strays(width, rows, theirs[2]) + count_strays(width, theirs[2], rows)
    if mean > MEAN_MOST:
        yield f"page {number}: colours differ by {mean:.2f} of 255 in the mean, more than {MEAN_MOST}"
    if max(differences) > TILE_MOST:
        tile = differences.index(max(differences)) // 3
        across = -(-width // TILE)
        yield (f"page {number}: the tile at {tile % across * TILE}, {tile // across * TILE} differs by "
               f"{max(differences):.0f} of 255, more than {TILE_MOST}")
    if strays > STRAY_MOST * width * height:
        yield f"page {number}: {strays} pixels are off"
    if dots != round(dpi / 0.0254):
        yield f"page {number}: {dots} pixels a metre are not {dpi} an inch"


SPECIMEN = """---
template: chapter
---

# Un titre

## Un sous-titre

Quand un texte commence par une lettrine, il a besoin de plusieurs lignes pour l’entourer, et d’une police qui dessine ses
contours par des cubiques ; celui-ci en a, avec de l’*italique*, du **gras**, une note[^une] et des usager·ère·s.

![Un dégradé](teintes.png "La légende de l’image."){width=70%}

Un paragraphe sépare l’image de ce qui suit, assez long pour que la ligne soit justifiée par ses blancs.

::: {.chapeau}
Un chapeau sur toute la largeur, qui dit l’essentiel.
:::

::: {.encadre}
### Un encadré

Son texte court sur deux colonnes, sur un fond de teinte légère.

- Un point.
- Un autre point.
:::

| Année | Budget |
|---|---:|
| 2018 | 585 |
| 2024 | 1 200 |

::: {.chart unit="%" alt="Deux barres."}
| Objet | Part |
|---|---:|
| Usage | 81 |
| Trafic | 9 |
:::

![Un gris](gris.png){.wide}

[^une]: Le texte de la note.
"""


def write_specimen(folder):
    """A project whose layout sets the brochure's styles in Linux Libertine and Inter."""
    shutil.copytree(pdf.ROOT / "layouts", folder / "layouts")
    shutil.copytree(pdf.ROOT / "fonts", folder / "fonts")
    layout = folder / "layouts/brochure-a4.yaml"
    text = layout.read_text(encoding="utf-8")
    layout.write_text(text.replace("font: Vollkorn", "font: Linux Libertine").replace("font: Lato", "font: Inter"),
                      encoding="utf-8")
    edition = folder / "specimen"
    edition.mkdir()
    (edition / "edition.yaml").write_text("title: Spécimen\nlanguage: fr-FR\nlayout: brochure-a4\npublisher: Nous\n", encoding="utf-8")
    (edition / "10-texte.md").write_text(SPECIMEN, encoding="utf-8")
    tints = [bytearray(channel for x in range(96) for channel in (2 * x, 255 - 2 * x, 3 * y)) for y in range(64)]
    greys = [bytearray(value for x in range(80) for value in [120 + x] * 3) for y in range(16)]
    (edition / "teintes.png").write_bytes(png.encode(96, 64, tints))
    (edition / "gris.png").write_bytes(png.encode(80, 16, greys))
    return edition


def what_is_missing(edition):
    """What the specimen has to hold, by its snapshot, so that comparing its pages says something."""
    snapshot = pdf.run(pdf.MAQUETTE, "snapshot", edition).decode("utf-8")
    wanted = {"CFF outlines for the text": r"^font .*: opentype/linux-libertine/\S+\.otf", "CFF outlines for headings": r"^font .*: \S*[Ii]nter\S*\.otf",
              "no other outlines": r"\A(?![^|]*\.ttf)", "a drop cap": r"^line .* \| \{Q\}", "a box": r"^frame .* \| encadre",
              "a tint": r"^rects .* fill tint", "a picture": r"^image .* teintes\.png", "a wide picture": r"^image .* gris\.png",
              "a table": r"^line .* cell .* \| 1\s200", "a chart": r"^frame .* \| chart", "a note": r"^line .* note "}
    return [f"the specimen has not: {what}" for what, row in wanted.items() if not re.search(row, snapshot, re.M)]


def compare_pages(edition, file, folder, dpi):
    """Faults, and how many pages were compared."""
    faults, seen = [], 0
    pdf.run("pdftoppm", "-r", str(dpi), "-png", file, f"{folder}/theirs")
    pdf.run(pdf.MAQUETTE, "preview", str(edition), "--dpi", str(dpi), "-o", f"{folder}/ours.png")
    names = [sorted(path.name.split("-")[1] for path in Path(folder).glob(f"{whose}-*.png")) for whose in ("ours", "theirs")]
    ours, theirs = ({int(name[:-4]): name for name in side} for side in names)
    if sorted(ours) != sorted(theirs):
        faults.append(f"the pages are {names[0]}, not {names[1]}")
    for number in sorted(ours.keys() & theirs.keys()):
        seen += 1
        pictures = [png.decode(Path(folder, f"{whose}-{name}").read_bytes())
                    for whose, name in (("ours", ours[number]), ("theirs", theirs[number]))]
        faults += [f"{Path(edition).name}: {fault}" for fault in compare(number, dpi, *pictures)]
    return faults, seen


def main():
    with tempfile.TemporaryDirectory(prefix="maquette-preview-") as folder, \
            tempfile.TemporaryDirectory(prefix="maquette-specimen-") as other:
        faults, seen = compare_pages(pdf.ROOT / "content/fr", pdf.brochure(), folder, 72)
        edition = write_specimen(Path(other))
        faults += what_is_missing(edition)
        pdf.run(pdf.MAQUETTE, "build", edition, "-o", f"{other}/specimen.pdf")
        more, pages = compare_pages(edition, f"{other}/specimen.pdf", other, 144)
    pdf.finish(faults + more, seen + pages, "pages")


main()
