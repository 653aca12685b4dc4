"""The print file, as PDF/X-1a and as PDF/X-4: boxes, inks, fonts, and nothing that a press cannot print
(X-4 to X-11, F1 to F5)."""
import re
import tempfile
from pathlib import Path

import pdf

MILLIMETRE = 72 / 25.4
MARKS_ROOM = 10 * MILLIMETRE
ALL_MARKS = "{intent: {condition: FOGRA39}, marks: [crop, registration, colour-bars, slug]}"


def box_faults(objects, room):
    """X-5: the trimmed page is A4, lies in a bleed of 3 mm, and that in a sheet with room for the marks."""
    for number, reference in enumerate(objects.pages, 1):
        page = objects.find(reference)
        media, bleed, trim = (pdf.box(objects, page, name) for name in ("/MediaBox", "/BleedBox", "/TrimBox"))
        if abs(trim[2] - trim[0] - 210 * MILLIMETRE) > 0.01 or abs(trim[3] - trim[1] - 297 * MILLIMETRE) > 0.01:
            yield f"X-5: page {number}: the trimmed page is not A4: {trim}"
        for side in range(4):
            if abs(abs(bleed[side] - trim[side]) - 3 * MILLIMETRE) > 0.01:
                yield f"X-5: page {number}: side {side} has a bleed of {abs(bleed[side] - trim[side])} pt"
            if abs(abs(media[side] - bleed[side]) - room) > 0.01:
                yield f"X-5: page {number}: side {side} has {abs(media[side] - bleed[side])} pt for marks"
        if "/ArtBox" in page:
            yield f"X-5: page {number}: ArtBox beside TrimBox"


def click_faults(objects):
    """X-8, A8: nothing to click, no action, no form, so that links are in the other file; X-11: not said to be tagged."""
    for key in ("/OpenAction", "/AA", "/AcroForm", "/Names", "/StructTreeRoot", "/MarkInfo", "/Outlines"):
        if key in objects.root:
            yield f"X-8 X-11: the catalogue has {key}"
    for number, reference in enumerate(objects.pages, 1):
        for key in ("/Annots", "/AA"):
            if objects.find(objects.find(reference).get(key, [])):
                yield f"X-8: page {number} has {key}"


def font_faults(file, objects):
    for line in pdf.run("pdffonts", file).decode().splitlines()[2:]:
        if not re.search(r"^[A-Z]{6}\+.*\byes yes yes\b", line):
            yield f"F1 F2 F7: not embedded, no subset or without Unicode: {line}"
    for entry in objects.table.values():
        font = entry.get("value")
        if not isinstance(font, dict) or font.get("/Subtype") != "/Type0":
            continue
        descendant = objects.find(objects.find(font["/DescendantFonts"])[0])
        descriptor = objects.find(descendant["/FontDescriptor"])
        names = {font["/BaseFont"], descendant["/BaseFont"], descriptor["/FontName"]}
        if len(names) != 1 or font["/Encoding"] != "/Identity-H":
            yield f"F2 F3: {names}, {font['/Encoding']}"
        if (descendant["/Subtype"] == "/CIDFontType2") != ("/CIDToGIDMap" in descendant):
            yield f"F4: {names}: CIDToGIDMap"
        if descendant.get("/CIDSystemInfo", {}).get("/Ordering") != "u:Identity":
            yield f"F3: {names}: {descendant.get('/CIDSystemInfo')}"


def raw_faults(raw, standard):
    """What may stand nowhere in the file, its streams unpacked."""
    forbidden = {"X-6": rb"^[\d. -]+ (?:rg|RG)$|/DeviceRGB|/CalRGB|/CalGray|/Lab\b", "X-8": rb"/JavaScript|/JS\b|/Launch",
                 "X-9": rb"/LZWDecode|/JPXDecode|/JBIG2Decode|/OpenType|/BitsPerComponent 16", "X-4": rb"/OPI\b|/Ref\b|/PS\b",
                 "X-10": rb"/TR2?\b|/HTP?\b"}
    if standard == "pdf/x-1a":
        forbidden["X-6 in X-1a"] = rb"/ICCBased"
        forbidden["X-7"] = rb"/SMask|/ca\b|/CA\b|/BM\b|/Transparency"
        forbidden["X-9 in X-1a"] = rb"/ObjStm|/XRef\b"
    for rule, pattern in forbidden.items():
        for found in sorted(set(re.findall(pattern, raw, re.M)))[:3]:
            yield f"{rule}: {found.decode('latin-1')} in the file"
    overprint = rb"/O1 << /OP true /OPM 1 /op true >>"
    if overprint not in re.sub(rb"\s+", b" ", raw):
        yield "black text does not overprint: no /O1 as it should be"


def spot_faults(objects, raw):
    """X-6: an ink has one alternate and one tint through the file."""
    tints = {}
    for name, space, tint in re.findall(rb"/Separation\s+/(\S+)\s+/(\w+)\s+(\d+ 0 R)", raw):
        tints.setdefault(name, set()).add((space, tint))
    if b"PANTONE#20199#20C" not in tints or b"All" not in tints:
        yield f"X-6: the spot ink or that of the marks is missing: {sorted(tints)}"
    for name, ways in tints.items():
        if len(ways) != 1 or {space for space, _ in ways} != {b"DeviceCMYK"}:
            yield f"X-6: {name.decode()} has several looks: {ways}"


def size_fault(file, standard):
    """Without pictures and profile the brochure is small."""
    profile = Path(pdf.PRESS_PROFILE).stat().st_size if standard == "pdf/x-4" else 0
    if file.stat().st_size > 250_000 + profile:
        yield f"the file has {file.stat().st_size} bytes"


def main():
    faults, seen = [], 0
    with tempfile.TemporaryDirectory(prefix="maquette-print-") as folder:
        project = pdf.project(Path(folder) / "project", ALL_MARKS)
        plain = Path(folder) / "plain.pdf"
        for standard, more in (("pdf/x-1a", []), ("pdf/x-4", ["--intent", pdf.PRESS_PROFILE])):
            file = Path(folder) / "print.pdf"
            pdf.build(file, "--output=print", "--project", project, "--standard", standard, *more)
            if "WARNING" in pdf.run("qpdf", "--check", file).decode():
                faults.append(f"{standard}: qpdf --check warns")
            pdf.run("qpdf", "--qdf", "--object-streams=preserve", file, plain)
            raw, objects = plain.read_bytes(), pdf.objects(file)
            seen += len(objects.pages)
            faults += [f"{standard}: {fault}" for found in (
                box_faults(objects, MARKS_ROOM), click_faults(objects), font_faults(file, objects),
                raw_faults(raw, standard), spot_faults(objects, raw), size_fault(file, standard)) for fault in found]
        pdf.build(file, "--output=print", "--project", pdf.project(project, "{intent: {condition: FOGRA39}}"))
        faults += box_faults(pdf.objects(file), 0)
        if b"/All" in file.read_bytes():
            faults.append("marks are drawn that nobody asked for")
    pdf.finish(faults, seen, "pages")


main()
