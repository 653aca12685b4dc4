"""Rules U1 to U16, T1 to T15, Y1 to Y5 and A1 to A7, one after the other, of an edition that is not in the project
(tests/tools/unseen.py), read by qpdf and poppler."""
import re
import tempfile
import xml.etree.ElementTree
from pathlib import Path

import pdf
import unseen
from tagged import Tree, marked

PARAGRAPH = next(line.replace("\n", " ") for line in unseen.FILES["10-first.md"].split("\n\n")
                 if line.startswith("Paragraph after the box"))


class File:
    """A built PDF with all that the rules ask of it."""

    def __init__(self, path):
        self.path, self.bytes = path, path.read_bytes()
        self.tree = Tree(path)
        self.objects, self.elements = self.tree.objects, list(self.tree.elements.values())
        self.catalogue, self.find = self.objects.root, self.objects.find
        self.pages = [self.find(page) for page in self.objects.pages]
        self.contents = [pdf.content(path, page) for page in self.pages]
        self.xmp = pdf.run("mutool", "show", "-b", str(path), self.catalogue["/Metadata"].split()[0]).decode("utf-8")
        self.heard = pdf.run("pdfinfo", "-struct-text", str(path)).decode("utf-8")
        self.copied = pdf.text(path)
        self.annotations = [self.find(item) for page in self.pages for item in self.find(page.get("/Annots", []))]
        self.dictionaries = [value for entry in self.objects.table.values()
                             for value in (entry.get("value"), entry.get("stream", {}).get("dict")) if isinstance(value, dict)]

    def all(self, *types):
        return [element for element in self.elements if element.type in types]

    def inside(self, element, *types):
        while element is not None and element.type not in types:
            element = element.parent
        return element is not None

    def says(self, *words):
        """The words that are not heard in this order."""
        heard = re.sub(r"\s+", " ", " ".join(re.findall(r'^\s*"(.*)"$', self.heard, re.M)))
        at = 0
        for word in words:
            found = heard.find(word, at)
            if found < 0:
                return [f"“{word}” is not heard, or not in its place"]
            at = found + len(word)
        return []


def u1(file):
    pdf.run("qpdf", "--check", str(file.path))
    return re.match(rb"%PDF-1\.[4-7]\n", file.bytes) is not None


def u2(file):
    return file.find(file.catalogue["/MarkInfo"]) == {"/Marked": True}


def u3(file):
    spoken = [pdf.spoken(element.entry["/Lang"]) for element in file.elements if "/Lang" in element.entry]
    return pdf.spoken(file.catalogue["/Lang"]) == "en-GB" and spoken == ["fr", "de", "fr"]


def u4(file):
    title = re.search(r"<dc:title><rdf:Alt><rdf:li[^>]*>(.*?)</rdf:li>", re.sub(r">\s+<", "><", file.xmp)).group(1)
    information = pdf.spoken(file.find(file.objects.trailer["/Info"])["/Title"])
    shown = file.find(file.catalogue["/ViewerPreferences"]).get("/DisplayDocTitle")
    return shown is True and information == "Fog & light" and title == "Fog &amp; light"


def u5(file):
    xml.etree.ElementTree.fromstring(re.sub(r"<\?xpacket.*?\?>", "", file.xmp).strip())
    stream = file.objects.table[f"obj:{file.catalogue['/Metadata']}"]["stream"]["dict"]
    part = re.search(r'pdfuaid:part(="|>)1', file.xmp) and 'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"' in file.xmp
    return bool(part) and "/Filter" not in stream and "pdfaExtension:schemas" in file.xmp


def u6(file):
    return "/Encrypt" not in file.objects.trailer


def u7(file):
    root = file.tree.root
    file.tree.check_pages()
    keys = file.find(root["/ParentTree"])["/Nums"][::2]
    return [fault for fault in file.tree.faults if fault.startswith("U7")] or root["/ParentTreeNextKey"] == max(keys) + 1


def u8(file):
    roles = file.find(file.tree.root["/RoleMap"])
    return roles == {"/Box": "/Sect", "/Title": "/H1"} and not [e for e in file.elements if e.type in ("Aside", "Fig")]


def u9(file):
    return all(page.get("/Tabs") == "/S" for page in file.pages if file.find(page.get("/Annots", [])))


def u10(file):
    item, titles = file.find(file.find(file.catalogue["/Outlines"])["/First"]), []
    while item:
        titles.append(pdf.spoken(item["/Title"]))
        if file.find(item["/Dest"])[0] not in file.objects.pages:
            return [f"{titles[-1]} leads to no page"]
        item = file.find(item.get("/Next"))
    return titles == ["Fog over the harbour", "Figures and bells"] and "/PageLabels" in file.catalogue


def u11(file):
    return [found for content in file.contents for found in marked(content) if isinstance(found, str)]


def u12(file):
    kinds = {kind for content in file.contents for kind in re.findall(rb"/Artifact[^B]*BDC|/Artifact BMC", content)}
    known = {b"/Artifact<</Type/Layout>>BDC", b"/Artifact<</Type/Pagination/Subtype/Header/Attached[/Top]>>BDC",
             b"/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC"}
    return kinds <= known and len(kinds) > 1


def u13(file):
    tags = re.findall(rb"/(\w+)<<[^>]*>>BDC\s((?:(?!BDC|EMC).)*?)EMC", b"".join(file.contents), re.S)
    filled = {tag for tag, inside in tags if re.search(rb"\bre\b.*?\bf\b", inside, re.S)}
    return file.says("Words of the box") or filled == {b"Artifact", b"Figure"}


def u14(file):
    rows = pdf.run("pdffonts", str(file.path)).decode().splitlines()[2:]
    return len(rows) > 2 and all(re.search(r"yes yes yes\s+\d+ +0$", row) for row in rows)


def u15(file):
    """Text stands on paper, or knocked out of the cover's colour: its fills are few and known."""
    fills = {tuple(map(float, found.split()[:-1])) for content in file.contents
             for found in re.findall(rb"[\d. ]+ (?:rg|g)\b", content)}

    def luminance(colour):
        parts = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in (colour * 3)[:3]]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    return any(1.05 / (luminance(fill) + 0.05) > 12 for fill in fills)


def u16(file):
    return file.says(*unseen.SPOKEN)


def t1(file):
    return file.tree.document.type == "Document" and isinstance(file.tree.root["/K"], str)


def t2(file):
    return [kid.type for kid in file.tree.document.kids] == ["Title", "P", "P", "P", "P", "Sect", "Sect"]


def t3(file):
    levels = [1 if element.type == "Title" else int(element.type[1]) for element in file.elements
              if re.fullmatch("H[1-6]|Title", element.type)]
    return levels == [1, 1, 2, 2, 1] and len(file.all("Title")) == 1


def t4(file):
    return [box.types() for box in file.all("Box")] == [["H2", "P", "Note", "L"]]


def t5(file):
    quotes = [quote.types() for quote in file.all("BlockQuote")]
    return quotes == [["P", "L"]] and [code.parent.type for code in file.all("Code")] == ["P"]


def t6(file):
    lists = file.all("L")
    numbering = [file.find(each.entry["/A"])["/ListNumbering"] for each in lists]
    items = [item.types() for item in file.all("LI") if not (item is item.parent.kids[0] and item.types() == ["LBody"])]
    nested = [each for each in lists if each.parent.type == "LBody"]
    return (numbering.count("/Decimal"), numbering.count("/Disc"), len(nested)) == (2, 4, 2) and \
        all(types == ["Lbl", "LBody"] for types in items)


def t7(file):
    calls = [link for link in file.all("Link") if pdf.spoken(link.entry.get("/E", "u:")).startswith("note ")]
    contents = [pdf.spoken(file.find(link.annotations[0])["/Contents"]) for link in calls]
    return sorted(contents) == [f"note {number}" for number in range(1, 5)] and \
        all(len(link.contents) == len(link.annotations) == 1 for link in calls)


def t8(file):
    notes = file.all("Note")
    names = {note.entry["/ID"] for note in notes}
    behind = [note.parent.kids[note.parent.kids.index(note) - 1].type for note in notes]
    linked = all([kid.type for kid in note.kids[0].kids] == ["Link"] and note.kids[0].type == "Lbl" for note in notes)
    return len(notes) == len(names) == 4 and behind == ["H1", "P", "P", "L"] and linked and \
        not any(file.inside(note.parent, "P", "L", "Table") for note in notes)


def t9(file):
    kept = {file.tree.parents[annotation["/StructParent"]] for annotation in file.annotations}
    links = file.all("Link")
    return kept == {link.reference for link in links} and any(len(link.annotations) > 2 for link in links) and \
        all(pdf.spoken(annotation["/Contents"]).strip() for annotation in file.annotations)


def t10(file):
    figures = file.all("Figure")
    words = [" ".join(pdf.spoken(figure.entry["/Alt"]).split()) for figure in figures]
    boxes = [file.find(file.find(figure.entry["/A"])["/BBox"]) for figure in figures]
    behind = [figure.parent.kids[figure.parent.kids.index(figure) + 1].type for figure in figures]
    return words == ["Grey square with a border", "Bars: fog 70 %, light 30 %.",
                     "Bars from a file: fog 70 %, light 30 %."] and \
        all(x < right and y < top for x, y, right, top in boxes) and behind == ["Caption", "Table", "Table"] \
        or [f"{words} {boxes} {behind}"]


def t11(file):
    scopes = [file.find(head.entry["/A"])["/Scope"] for head in file.all("TH")]
    rows = [[len(row.kids) for row in part.kids] for part in file.all("THead", "TBody")]
    return rows == [[3], [3, 3], [2], [2, 2], [2], [2, 2]] and (scopes.count("/Column"), scopes.count("/Row")) == (7, 5) \
        and [table.types()[-2:] for table in file.all("Table")] == [["THead", "TBody"]] * 3 or [f"{rows} {scopes}"]


def t12(file):
    return not file.all("TOC", "TOCI")


def t13(file):
    bells = [each for each in file.all("L") if len(each.kids) == 3]
    return len(bells) == 1 and [item.types() for item in bells[0].kids] == [["LBody"], ["Lbl", "LBody"], ["Lbl", "LBody"]]


def t14(file):
    return [span.parent.type for span in file.all("Span") if "/Lang" in span.entry] == ["P", "P", "TD"]


def t15(file):
    return [f"an empty {element.type}" for element in file.elements
            if not element.kids + element.contents + element.annotations and element.type != "TD"]


def y1(file):
    return "\u00ad\n" in file.copied


def y2(file):
    return not any(b"ActualText(\xfe\xff\x00\xad)" in content for content in file.contents)


def y3(file):
    """Poppler joins the lines of an element by their glyphs alone."""
    return PARAGRAPH in file.heard.replace("\u00ad", "")


def y4(file):
    return "\u2010\n" in file.copied and not re.search(r"[a-z]-\n[a-z]", file.copied)


def y5(file):
    return PARAGRAPH in re.sub(r"\s+", " ", re.sub("\u2010\\s", "-", pdf.joined(file.copied)))


def a1(file):
    information = file.find(file.objects.trailer["/Info"])
    return re.search(r'pdfaid:part(="|>)2', file.xmp) and re.search(r'pdfaid:conformance(="|>)A', file.xmp) and \
        pdf.spoken(information["/Producer"]) in file.xmp and "2025-01-02" in file.xmp


def a2(file):
    comment = file.bytes.split(b"\n")[1]
    scripts = [entry for entry in file.dictionaries if entry.get("/S") in ("/JavaScript", "/Launch")]
    return len(file.objects.trailer["/ID"]) == 2 and sum(byte > 127 for byte in comment) >= 4 and not scripts


def a3(file):
    intents = [file.find(intent) for intent in file.find(file.catalogue["/OutputIntents"])]
    colours = {found for content in file.contents for found in re.findall(rb"(?<=[\d ])(?:rg|RG|k|K)\b", content)}
    profile = file.objects.table[f"obj:{intents[0]['/DestOutputProfile']}"]["stream"]["dict"]
    return intents[0]["/S"] == "/GTS_PDFA1" and profile["/N"] == 3 and colours <= {b"rg", b"RG"}


def a4(file):
    return len(file.find(file.catalogue["/OutputIntents"])) == 1


def a5(file):
    return file.annotations and all(annotation["/F"] == 4 for annotation in file.annotations)


def a6(file):
    return not any(entry.get("/Interpolate") or "/LZWDecode" in str(entry.get("/Filter")) or "/Alternates" in entry
                   or "/Group" in entry or "/SMask" in entry for entry in file.dictionaries)


def a7(file):
    return "/AF" not in file.catalogue and "/Names" not in file.catalogue


RULES = [u1, u2, u3, u4, u5, u6, u7, u8, u9, u10, u11, u12, u13, u14, u15, u16, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11,
         t12, t13, t14, t15, y1, y2, y3, y4, y5, a1, a2, a3, a4, a5, a6, a7]


def main():
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "unseen.pdf")
        pdf.build(file, edition=unseen.make(Path(folder, "edition")))
        read, faults = File(file), []
        for rule in RULES:
            held = rule(read)
            if isinstance(held, list):
                faults += [f"{rule.__name__.upper()}: {fault}" for fault in held]
            elif not held:
                faults.append(f"{rule.__name__.upper()} does not hold")
        judged = pdf.run(pdf.MAQUETTE, "preflight", str(file), "--messages", "en").decode("utf-8")
        faults += [f"preflight doubts without reason: {line}" for line in judged.splitlines() if " doubtful: " in line]
    pdf.finish(faults, len(RULES), "rules")


main()
