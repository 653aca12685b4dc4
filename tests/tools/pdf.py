"""What the checks of tests/pdf share: the brochure as readers other than ours see it.

pages(file)     characters with exact places, by mutool's structured text
text(file)      the text as copied, by pdftotext
objects(file)   the objects of the file, by qpdf's JSON
"""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
from pathlib import Path

ROOT = Path(os.environ.get("MAQUETTE_SOURCE_DIR") or Path(__file__).resolve().parents[2])
MAQUETTE = os.environ.get("MAQUETTE") or str(ROOT / "build" / "maquette")
PRESS_PROFILE = "/usr/share/color/icc/ghostscript/default_cmyk.icc"  # of libgs-common
SOFT_HYPHEN = "\u00ad"

Char = collections.namedtuple("Char", "x y right size text font")  # x, y: origin on the baseline, y downwards


def brochure():
    return sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "build" / "brochure-fr.pdf")


def run(*command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True, **options).stdout


def content(file, page):
    """The content of a page, given by its dictionary, as mutool unpacks it."""
    return run("mutool", "show", "-b", str(file), page["/Contents"].split()[0])


def build(file, *options, edition="content/fr", folder=ROOT, environment=None):
    """Builds an edition with maquette; its whole error output on a failure."""
    done = subprocess.run([MAQUETTE, "build", str(edition), "--project", str(ROOT), "-o", str(file), *options],
                          cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(f"maquette build ended with status {done.returncode}:\n{done.stderr}")


def project(folder, print_output):
    """A project as this one, whose brochure has another `outputs: print:`."""
    for path in sorted(path for part in ("layouts", "fonts") for path in (ROOT / part).rglob("*") if path.is_file()):
        copy = Path(folder) / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    layout = Path(folder) / "layouts/brochure-a4.yaml"
    text, count = re.subn(r"(?m)^  print: .*$", f"  print: {print_output}", layout.read_text(encoding="utf-8"))
    if count != 1:
        sys.exit(f"{count} lines of {layout} say what is printed")
    layout.write_text(text, encoding="utf-8")
    return str(folder)


def words(file):
    """For each page the words of pdftotext with their places from the top left corner: (text, left, top, right)."""
    space = "{http://www.w3.org/1999/xhtml}"
    root = xml.etree.ElementTree.fromstring(run("pdftotext", "-bbox", file, "-"))
    return [[(word.text, float(word.get("xMin")), float(word.get("yMin")), float(word.get("xMax")))
             for word in page.iter(f"{space}word")] for page in root.iter(f"{space}page")]


def box(objects, page, name):
    return [float(value) for value in objects.find(page[name])]


def pages(file):
    """For each page (width, height, lines); a line is a list of Char in the order copied."""
    raw = run("mutool", "draw", "-q", "-F", "stext", "-o", "-", file)
    raw = re.sub(rb"&#x?0*(?:[0-8bcef]|1[0-9a-f]);|[\x00-\x08\x0b\x0c\x0e-\x1f]", b" ", raw)
    for page in xml.etree.ElementTree.fromstring(raw).iter("page"):
        lines = []
        for line in page.iter("line"):
            chars = []
            for font in line.iter("font"):
                for char in font.iter("char"):
                    quad = [float(value) for value in char.get("quad").split()]
                    chars.append(Char(float(char.get("x")), float(char.get("y")), max(quad[2], quad[6]),
                                      float(font.get("size")), char.get("c"), font.get("name")))
            if chars:
                lines.append(chars)
        yield float(page.get("width")), float(page.get("height")), lines


def text(file, *options):
    return run("pdftotext", *options, file, "-").decode("utf-8")


def joined(copied):
    """The text with the words that line ends divide made whole again, as a reader's search does."""
    return re.sub(SOFT_HYPHEN + r"\s*", "", copied)


def body_size(all_pages):
    """The commonest size of type, to a tenth of a point."""
    sizes = collections.Counter(round(char.size, 1) for _, _, lines in all_pages for line in lines for char in line
                                if char.text.strip())
    return sizes.most_common(1)[0][0]


def rows(lines, tolerance=0.5):
    """The lines of a page joined where they stand on one baseline and go on within 1.5 em (a reader cuts a line at a
    wide space or another font)."""
    found = []
    for line in sorted(lines, key=lambda chars: (round(chars[0].y, 1), chars[0].x)):
        last = found[-1][-1] if found else None
        if last and abs(last.y - line[0].y) < tolerance and -1 <= line[0].x - last.right < 1.5 * last.size:
            found[-1] += line
        else:
            found.append(list(line))
    return found


def overlaps(all_pages):
    """What stands on other text. Each character is taken as a core that any letter fills: from 0.05 em above the
    baseline to 0.4 em, without the outer fifths of its width; two cores must not meet by more than a quarter point. A
    drop cap's small twin, copied but not painted, lies under it: one much larger than the other is none; neighbours in
    a word stand as their font kerns them."""
    slack, drop_cap = 0.25, 2.5

    def core(char):
        fifth = (char.right - char.x) / 5
        return char.x + fifth, char.y - 0.4 * char.size, char.right - fifth, char.y - 0.05 * char.size

    for number, (_, _, lines) in enumerate(all_pages, 1):
        cells = {}
        last = None
        for char in (char for line in lines for char in line if char.text.strip()):
            left, top, right, bottom = core(char)
            around = [(x, y) for x in range(int(left // 40), int(right // 40) + 1)
                      for y in range(int(top // 40), int(bottom // 40) + 1)]
            for other in {other for cell in around for other in cells.get(cell, ())}:
                l, t, r, b = core(other)
                sizes = sorted((char.size, other.size))
                if other is not last and min(right, r) - max(left, l) > slack and min(bottom, b) - max(top, t) > slack \
                        and sizes[1] < drop_cap * sizes[0]:
                    yield (f"page {number}: “{char.text}” at {char.x:.1f}, {char.y:.1f} on “{other.text}” at "
                           f"{other.x:.1f}, {other.y:.1f}")
            for cell in around:
                cells.setdefault(cell, []).append(char)
            last = char


class Objects:
    """The objects of a PDF; a reference is the text "7 0 R", a name "/Name", a text "u:…" or "b:…"."""

    def __init__(self, file):
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "file.json"
            subprocess.run(["qpdf", "--json-output=2", "--json-stream-data=none", str(file), str(made)], check=True)
            self.table = json.loads(made.read_text(encoding="utf-8"))["qpdf"][1]
        self.trailer = self.table["trailer"]["value"]
        self.root = self.find(self.trailer["/Root"])
        self.pages = list(self._leaves(self.root["/Pages"]))

    def find(self, value):
        """The object that a reference names; the value itself if it is none."""
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            entry = self.table[f"obj:{value}"]
            value = entry["value"] if "value" in entry else entry["stream"]["dict"]
        return value

    def _leaves(self, reference):
        node = self.find(reference)
        if node["/Type"] == "/Pages":
            for kid in self.find(node["/Kids"]):
                yield from self._leaves(kid)
        else:
            yield reference


def objects(file):
    return Objects(file)


def spoken(value):
    """The text of a PDF string as qpdf's JSON writes it."""
    if value.startswith("b:"):
        raw = bytes.fromhex(value[2:])
        return raw[2:].decode("utf-16-be") if raw[:2] == b"\xfe\xff" else raw.decode("latin-1")
    return value[2:]


def finish(faults, seen, what):
    """Prints the faults and ends: 0 none, 1 some. Having seen nothing is a fault."""
    print("\n".join(faults[:40]))
    if len(faults) > 40:
        print(f"... and {len(faults) - 40} more")
    print(f"{seen} {what} looked at, {len(faults)} faults")
    sys.exit(1 if faults or not seen else 0)
