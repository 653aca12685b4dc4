"""web.py make FOLDER: two pictures, grey in a PNG, in inks in a JPEG. web.py check PAGE FOLDER: the page holds the first,
says the second, asks for no other file, and its colours have the contrast that WCAG wants (1.4.3), by day and by night."""
import base64
import re
import struct
import sys
import xml.etree.ElementTree
import zlib
from pathlib import Path


def make(folder):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = 300
    rows = b"".join(b"\0" + bytes([128]) * size for _ in range(size))
    (folder / "carre.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0))
                                       + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    frame = struct.pack(">HBHHB", 8 + 3 * 4, 8, 600, 600, 4) + b"".join(bytes([i, 0x11, 0]) for i in range(1, 5))
    (folder / "encres.jpg").write_bytes(b"\xff\xd8\xff\xc0" + frame + b"\xff\xd9")


def luminance(colour):
    colour = colour.lstrip("#")
    colour = colour if len(colour) == 6 else "".join(2 * digit for digit in colour)
    parts = [int(colour[i:i + 2], 16) / 255 for i in (0, 2, 4)]
    parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def style_faults(style):
    schemes = re.findall(r":root \{([^}]*)\}", style)
    if len(schemes) != 2 or "prefers-color-scheme: dark" not in style or "@media print" not in style:
        yield "no colours for the day, for the night and for paper"
    links = ["#0000ee", *re.findall(r"a \{ color: (#\w+)", style)]
    for scheme, link in zip(schemes, links):
        colours = dict(re.findall(r"--(\w+): (#\w+)", scheme))
        for ground in ("paper", "soft"):
            for name, colour, least in (("ink", colours["ink"], 4.5), ("link", link, 4.5), ("line", colours["line"], 3)):
                if contrast(colour, colours[ground]) < least:
                    yield f"{name} {colour} on {ground} {colours[ground]}: {contrast(colour, colours[ground]):.1f}:1"


def check(page, folder):
    text = page.read_text(encoding="utf-8")
    root = xml.etree.ElementTree.fromstring(text)
    faults = list(style_faults(root.find("head/style").text))
    images = list(root.iter("img"))
    if [image.get("alt") for image in images] != ["Un carré gris"]:
        faults.append(f"pictures: {[image.get('alt') for image in images]}")
    for image in images:
        head, _, data = image.get("src").partition(",")
        if head != "data:image/png;base64" or base64.b64decode(data) != (folder / "carre.png").read_bytes():
            faults.append("the picture is another one")
        if (image.get("width"), image.get("height")) != ("300", "300"):
            faults.append("the picture's size is not said")
    if "Une encre sans écran" not in text:
        faults.append("a picture that no browser shows is not told")
    if root.find("head/meta[@name='viewport']") is None:
        faults.append("no width for small screens")
    asked = [element.get(key) for element in root.iter() for key in ("src", "data", "poster", "srcset") if element.get(key)]
    if any(not address.startswith("data:") for address in asked) or "url(" in text or root.find(".//link") is not None:
        faults.append(f"another file is asked for: {asked}")
    shown = "".join(root.find("body").itertext())
    for words in ("600 000\u202f;", "«\u00a0voilà\u00a0»\u00a0:", "81\u202f%"):
        if words not in shown:
            faults.append(f"not set as French wants it: {words}")
    print("\n".join(faults))
    sys.exit(len(faults) > 0)


def main():
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]))
    else:
        check(Path(sys.argv[2]), Path(sys.argv[3]))


main()
