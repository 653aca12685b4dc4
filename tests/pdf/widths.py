"""F5: the widths that the file says of its glyphs are those of the font programmes, in thousandths of the size: kerning and
spaces of other widths are moves, never widths. The programmes are read here by their own tables."""
import struct
import tempfile
from pathlib import Path

import pdf

TOLERANCE = 1  # ISO 19005-2, 6.2.11.5


def stream(file, reference):
    return pdf.run("qpdf", f"--show-object={reference.split()[0]}", "--filtered-stream-data", file)


def advances(font):
    """The advance of each glyph of a TrueType programme, in thousandths: head, hhea, hmtx (OpenType 1.9)."""
    tables = {}
    for i in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, start, length = struct.unpack_from(">4sIII", font, 12 + 16 * i)
        tables[tag] = font[start:start + length]
    units, = struct.unpack_from(">H", tables[b"head"], 18)
    count, = struct.unpack_from(">H", tables[b"hhea"], 34)
    glyphs, = struct.unpack_from(">H", tables[b"maxp"], 4)
    own = [struct.unpack_from(">H", tables[b"hmtx"], 4 * i)[0] for i in range(count)]
    return [(own + own[-1:] * (glyphs - count))[i] * 1000 / units for i in range(glyphs)]


def told_widths(objects, font):
    """{CID: width} of W (ISO 32000-1, 9.7.4.3)."""
    widths, items, at = {}, objects.find(font["/W"]), 0
    while at < len(items):
        second = objects.find(items[at + 1])
        if isinstance(second, list):
            widths.update({items[at] + i: width for i, width in enumerate(second)})
            at += 2
        else:
            widths.update({cid: items[at + 2] for cid in range(items[at], second + 1)})
            at += 3
    return widths


def faults_of(file, objects, font):
    descriptor = objects.find(font["/FontDescriptor"])
    real, told = advances(stream(file, descriptor["/FontFile2"])), told_widths(objects, font)
    if not told:
        yield f"{font['/BaseFont']}: no widths"
    mapping = font["/CIDToGIDMap"]
    glyphs = None if mapping == "/Identity" else stream(file, mapping)
    for cid, width in told.items():
        glyph = cid if glyphs is None else struct.unpack_from(">H", glyphs, 2 * cid)[0]
        if glyph >= len(real) or abs(real[glyph] - width) > TOLERANCE:
            yield f"{font['/BaseFont']}: CID {cid} is {width} wide, its glyph {real[glyph] if glyph < len(real) else 'missing'}"


def main():
    faults, seen = [], 0
    with tempfile.TemporaryDirectory(prefix="maquette-widths-") as folder:
        printed = Path(folder) / "print.pdf"
        pdf.build(printed, "--output=print")
        for file in (pdf.brochure(), printed):
            objects = pdf.objects(file)
            for entry in objects.table.values():
                font = entry.get("value")
                if isinstance(font, dict) and font.get("/Subtype") == "/CIDFontType2":
                    seen += 1
                    faults += faults_of(file, objects, font)
    pdf.finish(faults, seen, "fonts")


main()
