"""The plates of a press, as Ghostscript separates them: the spot ink has its plate, black text lies over what is below,
marks stand on every plate, and outside the trimmed page there is nothing else (X-6)."""
import re
import struct
import subprocess
import tempfile
from pathlib import Path

import pdf

DPI = 144
MILLIMETRE = 72 / 25.4
TRIM = 13 * MILLIMETRE  # marks and bleed
SPOT = "PANTONE 199 C"
PLATES = ["Cyan", "Magenta", "Yellow", "Black", SPOT]
OUTPUT = "{intent: {condition: FOGRA39}, marks: [crop, registration, colour-bars, slug]}"


class Plate:
    """The ink on a page, 0 to 255: an uncompressed TIFF of 8 bits (TIFF 6.0, 2)."""

    def __init__(self, file):
        self.raw = file.read_bytes()
        at, = struct.unpack_from("<I", self.raw, 4)
        tags = {}
        for i in range(struct.unpack_from("<H", self.raw, at)[0]):
            tag, kind, count, value = struct.unpack_from("<HHII", self.raw, at + 2 + 12 * i)
            size = {3: "H", 4: "I"}.get(kind)
            if size is None:
                continue
            inside = count * struct.calcsize(size) <= 4
            tags[tag] = struct.unpack_from(f"<{count}{size}", self.raw, at + 10 + 12 * i if inside else value)
        if tags[259] != (1,):
            raise ValueError("the plate is compressed")
        self.width, self.height = tags[256][0], tags[257][0]
        data = b"".join(self.raw[start:start + length] for start, length in zip(tags[273], tags[279]))
        self.rows = [data[row * self.width:(row + 1) * self.width] for row in range(self.height)]

    def area(self, x, y, width, height):
        """The ink of each pixel of an area, in points from the page's top left corner."""
        left, top, right, bottom = (round(value * DPI / 72) for value in (x, y, x + width, y + height))
        return [255 - ink for row in self.rows[top:bottom] for ink in row[left:right]]


def plates_of(file, page, folder):
    subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{DPI}", "-sCompression=none",
                    "-dGraphicsAlphaBits=1", "-dTextAlphaBits=1",
                    f"-dFirstPage={page}", f"-dLastPage={page}", "-o", f"{folder}/{page}.tif", str(file)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {re.search(r"\((.*)\)", path.name).group(1): Plate(path)
            for path in Path(folder).glob(f"{page}(*).tif")}


def tinted_box():
    """(page, x, y, width, height) of the largest box on a tint."""
    snapshot = subprocess.run([pdf.MAQUETTE, "snapshot", "content/fr"], cwd=pdf.ROOT, check=True, stdout=subprocess.PIPE,
                              text=True).stdout
    page, found = 0, []
    for line in snapshot.splitlines():
        if line.startswith("page "):
            page = int(line.split()[1])
        row = re.match(r"rects 1 (\S+) (\S+) (\S+) (\S+) fill tint", line)
        if row:
            found.append((page, *map(float, row.groups())))
    return max(found, key=lambda box: box[3] * box[4])


def overprint_faults(plates, box):
    """Black text on a tint of the spot ink: below the text the tint goes on."""
    x, y, width, height = box
    area = (TRIM + x + 4, TRIM + y + 40, width - 8, height - 50)
    black, spot = plates["Black"].area(*area), plates[SPOT].area(*area)
    text = [ink for ink, over in zip(spot, black) if over > 200]
    if len(text) < 500:
        yield f"there is no black text in {area}"
    if set(text) - set(spot[:1]):
        yield f"the text knocks out the tint: {sorted(set(spot))}"
    if not 15 <= spot[0] <= 45:
        yield f"12 % of the spot ink are {spot[0]} of 255"
    for name in ("Cyan", "Magenta", "Yellow"):
        if any(plates[name].area(*area)):
            yield f"black text has ink on the plate {name}"


def marks_faults(plates, page_width, page_height):
    """The cross in the middle of the left side, and the crop mark of the upper left corner, on all plates."""
    cross = (2 * MILLIMETRE, TRIM + page_height / 2 - 4 * MILLIMETRE, 7 * MILLIMETRE, 8 * MILLIMETRE)
    crop = (TRIM - 1, 2 * MILLIMETRE, 2, 8 * MILLIMETRE)
    for name, plate in plates.items():
        for what, area in (("registration mark", cross), ("crop mark", crop)):
            if max(plate.area(*area)) < 250:
                yield f"no {what} on the plate {name}"
        bleed = (MILLIMETRE * 10.2, MILLIMETRE * 10.2, page_width, 2 * MILLIMETRE)
        if any(plate.area(*bleed)):
            yield f"a mark reaches into the bleed on the plate {name}"
    bars = (TRIM + page_width / 2 + 5 * MILLIMETRE, TRIM + page_height + 6 * MILLIMETRE, page_width / 3, 3 * MILLIMETRE)
    for name, plate in plates.items():
        if max(plate.area(*bars)) < 250:
            yield f"no patch of the colour bars for {name}"


def inked_columns(plate, area):
    left, top, right, bottom = (round(value * DPI / 72) for value in area)
    return {x for row in plate.rows[top:bottom] for x in range(left, right) if row[x] < 128}


def slug_faults(plates, page_width, page_height):
    """Below the page stands which one it is, on every plate; and the name of each plate on that plate alone."""
    left, right, below = TRIM + 2, TRIM + page_width / 2 - 5 * MILLIMETRE, TRIM + page_height + 3 * MILLIMETRE
    first = {name: inked_columns(plates[name], (left, below + 3.5, right, below + 10)) for name in PLATES}
    if not first["Cyan"] or any(columns != first["Cyan"] for columns in first.values()):
        yield "the edition and the page are not named alike on all plates"
    end = left
    for name in PLATES:
        columns = inked_columns(plates[name], (left, below + 12.5, right, below + 19.5))
        if not columns or min(columns) <= end:
            yield f"the plate {name} is not named where it should be"
        end = max(columns, default=end)


def cover_faults(plates, page_width, page_height):
    """The rings of the cover run over its right edge: to the bleed, and no further."""
    inside = (TRIM + page_width, TRIM + page_height * 0.6, 2.5 * MILLIMETRE, page_height * 0.35)
    outside = (TRIM + page_width + 3.2 * MILLIMETRE, TRIM + page_height * 0.6, 9 * MILLIMETRE, page_height * 0.35)
    bled = set(plates[SPOT].area(*inside))
    if not {0, 255} & bled or len(bled) < 2:
        yield f"no rings in the bleed of the cover: {sorted(bled)}"
    for name, plate in plates.items():
        if any(plate.area(*outside)):
            yield f"the cover runs over the bleed on the plate {name}"


def main():
    faults = []
    page, *box = tinted_box()
    with tempfile.TemporaryDirectory(prefix="maquette-plates-") as folder:
        file = Path(folder) / "print.pdf"
        pdf.build(file, "--output=print", "--project", pdf.project(Path(folder) / "project", OUTPUT))
        plates = plates_of(file, page, folder)
        if sorted(plates) != sorted(PLATES):
            faults.append(f"X-6: page {page} has the plates {sorted(plates)}")
        else:
            width, height = 210 * MILLIMETRE, 297 * MILLIMETRE
            faults += [*overprint_faults(plates, box), *marks_faults(plates, width, height),
                       *slug_faults(plates, width, height)]
            faults += cover_faults(plates_of(file, 1, folder), width, height)
    pdf.finish(faults, len(plates), "plates")


main()
