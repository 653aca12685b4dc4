"""U14, F1, F2: every font is embedded, a subset, and says which characters its glyphs are; no glyph is missing. Fonts of one name share
one font file (a glyph of several characters, such as the space, takes several fonts)."""
import re

import pdf


def font_programs(objects):
    """(name, reference of the embedded file) of each composite font."""
    for entry in objects.table.values():
        font = entry.get("value")
        if isinstance(font, dict) and font.get("/Subtype") == "/Type0":
            descendant = objects.find(objects.find(font["/DescendantFonts"])[0])
            descriptor = objects.find(descendant["/FontDescriptor"])
            yield font["/BaseFont"], descriptor.get("/FontFile2") or descriptor.get("/FontFile3")


def main():
    file, faults = pdf.brochure(), []
    listing = pdf.run("pdffonts", file).decode().splitlines()[2:]
    for line in listing:
        found = re.match(r"(\S+)\s+(.+?)\s+(Identity-H|\S+)\s+(yes|no)\s+(yes|no)\s+(yes|no)\s", line)
        if not found or found.group(4, 5, 6) != ("yes", "yes", "yes"):
            faults.append(f"not embedded, no subset or without Unicode: {line}")
        elif not re.match(r"[A-Z]{6}\+", found.group(1)):
            faults.append(f"no subset tag: {line}")
    programs = {}
    for name, program in font_programs(pdf.objects(file)):
        if programs.setdefault(name, program) != program:
            faults.append(f"two subsets have one name: {name}")
    for number, (_, _, lines) in enumerate(pdf.pages(file), 1):
        for line in lines:
            lost = [char for char in line if char.text == "\ufffd"]
            if lost:
                faults.append(f"page {number}: a glyph without a character in “{''.join(c.text for c in line)}”")
    pdf.finish(faults, len(listing), "fonts")


main()
