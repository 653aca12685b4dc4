"""Every font is embedded, a subset, and says which characters its glyphs are; no glyph is missing."""
import re

import pdf


def main():
    file, faults = pdf.brochure(), []
    listing = pdf.run("pdffonts", file).decode().splitlines()[2:]
    for line in listing:
        found = re.match(r"(\S+)\s+(.+?)\s+(Identity-H|\S+)\s+(yes|no)\s+(yes|no)\s+(yes|no)\s", line)
        if not found or found.group(4, 5, 6) != ("yes", "yes", "yes"):
            faults.append(f"not embedded, no subset or without Unicode: {line}")
        elif not re.match(r"[A-Z]{6}\+", found.group(1)):
            faults.append(f"no subset tag: {line}")
    names = [line.split()[0] for line in listing]
    if len(names) != len(set(names)):
        faults.append(f"two subsets have one name: {sorted(names)}")
    for number, (_, _, lines) in enumerate(pdf.pages(file), 1):
        for line in lines:
            lost = [char for char in line if char.text == "\ufffd"]
            if lost:
                faults.append(f"page {number}: a glyph without a character in “{''.join(c.text for c in line)}”")
    pdf.finish(faults, len(listing), "fonts")


main()
