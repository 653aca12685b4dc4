"""Both files share every line: the words of the screen file stand in the print file, moved by bleed and marks; on imposed
sheets they stand where the fold wants them. The snapshot knows nothing of outputs."""
import subprocess
import tempfile
from pathlib import Path

import pdf

MILLIMETRE = 72 / 25.4
WIDTH, BLEED, ROOM = 210 * MILLIMETRE, 3 * MILLIMETRE, 10 * MILLIMETRE
MARKED = "{intent: {condition: FOGRA39}, marks: [crop, registration]}"
NEAR = 0.02


def shifted(words, x, y):
    return [(text, left + x, top + y, right + x) for text, left, top, right in words]


def same(a, b):
    """None, or the first word that is elsewhere or another one."""
    a, b = (sorted(words, key=lambda word: (round(word[2], 1), round(word[1], 1), word[0])) for words in (a, b))
    for one, other in zip(a, b):
        if one[0] != other[0] or any(abs(i - k) > NEAR for i, k in zip(one[1:], other[1:])):
            return one, other
    return None if len(a) == len(b) else (len(a), len(b))


def saddle(count):
    """(left page, right page, sheet) of each side, from 0."""
    for side in range(count // 2):
        early, late = side, count - 1 - side
        yield (early, late, side // 2) if side % 2 else (late, early, side // 2)


def spread_words(screen, left, right, shift):
    around = BLEED + ROOM
    words = shifted(screen[left], around + shift, around) if left is not None else []
    return words + (shifted(screen[right], around + WIDTH - shift, around) if right is not None else [])


def sheet_faults(made, wanted, what):
    if len(made) != len(wanted):
        yield f"{what}: {len(made)} sheets instead of {len(wanted)}"
    for number, (words, expected) in enumerate(zip(made, wanted), 1):
        difference = same(words, expected)
        if difference:
            yield f"{what}: sheet {number}: {difference[0]} and {difference[1]}"


def trim_faults(file, what, widths):
    objects = pdf.objects(file)
    for number, (reference, width) in enumerate(zip(objects.pages, widths), 1):
        page = objects.find(reference)
        media, bleed, trim = (pdf.box(objects, page, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
        inside = all(outer[i] <= inner[i] and outer[i + 2] >= inner[i + 2]
                     for outer, inner in ((media, bleed), (bleed, trim)) for i in range(2))
        if abs(trim[2] - trim[0] - width) > 0.01 or not inside:
            yield f"X-5: {what}: sheet {number}: boxes {media} {bleed} {trim}"


def main():
    faults = []
    with tempfile.TemporaryDirectory(prefix="maquette-sheets-") as folder:
        project = pdf.project(Path(folder) / "project", MARKED)

        def made(name, *options):
            file = Path(folder) / f"{name}.pdf"
            pdf.build(file, "--project", project, *options)
            return file

        screen, around = pdf.words(made("screen")), BLEED + ROOM
        single = pdf.words(made("single", "--output=print"))
        faults += sheet_faults(single, [shifted(words, around, around) for words in screen], "single")
        creep, count = 0.1 * MILLIMETRE, len(screen)
        if count % 4:
            faults.append(f"{count} pages fill no sheets: this test looks at whole ones")
        sheets = [spread_words(screen, left, right, sheet * creep) for left, right, sheet in saddle(count)]
        file = made("saddle", "--output=print", "--imposition=saddle", "--creep=0.1mm")
        faults += sheet_faults(pdf.words(file), sheets, "saddle")
        faults += trim_faults(file, "saddle", [2 * WIDTH] * (count // 2))
        spreads = [shifted(screen[0], around, around),
                   *(spread_words(screen, page, page + 1, 0) for page in range(1, count - 1, 2)),
                   shifted(screen[-1], around, around)]
        file = made("spreads", "--output=print", "--imposition=spreads")
        faults += sheet_faults(pdf.words(file), spreads, "spreads")
        faults += trim_faults(file, "spreads", [WIDTH] + [2 * WIDTH] * (count // 2 - 1) + [WIDTH])
        for name in ("single", "saddle", "spreads"):
            if "WARNING" in pdf.run("qpdf", "--check", Path(folder) / f"{name}.pdf").decode():
                faults.append(f"{name}: qpdf --check warns")
        again = made("again", "--output=print", "--imposition=saddle", "--creep=0.1mm")
        if again.read_bytes() != (Path(folder) / "saddle.pdf").read_bytes():
            faults.append("two builds of the imposed file differ")
        pdf.project(project, "{standard: pdf/x-4, resolution: 100}")
        snapshot = subprocess.run([pdf.MAQUETTE, "snapshot", "content/fr", "--project", project], cwd=pdf.ROOT, check=True,
                                  stdout=subprocess.PIPE).stdout
        if snapshot != (pdf.ROOT / "tests/snapshots/fr.snap").read_bytes():
            faults.append("another output changes the snapshot")
    pdf.finish(faults, len(screen), "pages")


main()
