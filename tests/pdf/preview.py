"""The pictures of `maquette preview` show what poppler shows of the PDF, page by page at 72 dpi.

Poppler sets glyphs on whole rows of pixels and edges of areas on whole pixels; ours stand where they stand. So two
things are compared: the mean colour of tiles of 8 pixels, which such a shift hardly changes, and single pixels with all
that poppler shows within one pixel of them. Where a page lacks a line or has another colour, both are far off."""
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


def compare(number, ours, theirs):
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
    if dots != round(72 / 0.0254):
        yield f"page {number}: {dots} pixels a metre are not 72 an inch"


def main():
    file, faults, seen = pdf.brochure(), [], 0
    with tempfile.TemporaryDirectory(prefix="maquette-preview-") as folder:
        pdf.run("pdftoppm", "-r", "72", "-png", file, f"{folder}/theirs")
        pdf.run(pdf.MAQUETTE, "preview", str(pdf.ROOT / "content/fr"), "--dpi", "72", "-o", f"{folder}/ours.png")
        names = [sorted(path.name.split("-")[1] for path in Path(folder).glob(f"{whose}-*.png"))
                 for whose in ("ours", "theirs")]
        if names[0] != names[1]:
            faults.append(f"the pages are {names[0]}, not {names[1]}")
        for name in names[0]:
            seen += 1
            pictures = [png.decode(Path(folder, f"{whose}-{name}").read_bytes()) for whose in ("ours", "theirs")]
            faults += compare(name[:-4], *pictures)
    pdf.finish(faults, seen, "pages")


main()
