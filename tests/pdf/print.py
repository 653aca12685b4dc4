"""The print file: A4 within a bleed of 3 mm, inks only (no RGB), fonts embedded, and nothing to click."""
import re
import tempfile
from pathlib import Path

import pdf

MILLIMETRE = 72 / 25.4


def box(objects, page, name):
    return [float(value) for value in objects.find(page[name])]


def main():
    faults = []
    with tempfile.TemporaryDirectory(prefix="maquette-print-") as folder:
        file, plain = Path(folder) / "print.pdf", Path(folder) / "plain.pdf"
        pdf.build(file, "--output=print")
        pdf.run("qpdf", "--check", file)
        objects = pdf.objects(file)
        for number, reference in enumerate(objects.pages, 1):
            page = objects.find(reference)
            media, bleed, trim = (box(objects, page, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
            if abs(trim[2] - trim[0] - 210 * MILLIMETRE) > 0.01 or abs(trim[3] - trim[1] - 297 * MILLIMETRE) > 0.01:
                faults.append(f"page {number}: the trimmed page is not A4: {trim}")
            for side, (outer, inner) in enumerate(zip(bleed, trim)):
                if abs(abs(outer - inner) - 3 * MILLIMETRE) > 0.01:
                    faults.append(f"page {number}: side {side} has a bleed of {abs(outer - inner)} pt")
            if not (media[0] <= bleed[0] and media[1] <= bleed[1] and media[2] >= bleed[2] and media[3] >= bleed[3]):
                faults.append(f"page {number}: the bleed reaches out of the sheet")
            if objects.find(page.get("/Annots", [])):
                faults.append(f"page {number}: has something to click")
        for line in pdf.run("pdffonts", file).decode().splitlines()[2:]:
            if not re.search(r"\byes yes yes\b", line):
                faults.append(f"not embedded, no subset or without Unicode: {line}")
        pdf.run("qpdf", "--qdf", "--object-streams=disable", file, plain)
        raw = plain.read_bytes()
        for operator in re.findall(rb"^[\d. -]+ (?:rg|RG)$|/DeviceRGB|/CalRGB|/ICCBased", raw, re.M):
            faults.append(f"RGB in the print file: {operator.decode('latin-1')}")
    pdf.finish(faults, len(objects.pages), "pages")


main()
