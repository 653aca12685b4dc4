"""What the files say of themselves: versions, standards, output intents; the information dictionary and XMP agree
(U4, U5, A1, A3, X-1, X-2, X-3, X-4)."""
import re
import tempfile
import xml.etree.ElementTree
from pathlib import Path

import pdf

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
SPACES = {"dc": "http://purl.org/dc/elements/1.1/", "xmp": "http://ns.adobe.com/xap/1.0/",
          "pdf": "http://ns.adobe.com/pdf/1.3/", "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
          "pdfuaid": "http://www.aiim.org/pdfua/ns/id/", "pdfxid": "http://www.npes.org/pdfx/ns/id/",
          "xmpMM": "http://ns.adobe.com/xap/1.0/mm/"}
EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}schemas"
BOTH = {"/Title": "dc:title", "/Author": "dc:creator", "/Subject": "dc:description", "/Keywords": "pdf:Keywords",
        "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer", "/CreationDate": "xmp:CreateDate",
        "/ModDate": "xmp:ModifyDate"}


def xmp_of(file, objects):
    """{"dc:title": text}, and whether an extension schema describes pdfuaid."""
    raw = pdf.run("qpdf", f"--show-object={objects.root['/Metadata'].split()[0]}", "--raw-stream-data", file)
    description = xml.etree.ElementTree.fromstring(raw).find(f".//{RDF}Description")
    found = {}
    for name, space in SPACES.items():
        for element in description:
            if element.tag.startswith("{" + space + "}"):
                found[f"{name}:{element.tag.partition('}')[2]}"] = "".join(element.itertext()).strip()
    extension = description.find(EXTENSION)
    return found, extension is not None and SPACES["pdfuaid"] in "".join(extension.itertext())


def said(value):
    """A text of the dictionary; a date as XMP writes it."""
    date = re.fullmatch(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z", value)
    return "{}-{}-{}T{}:{}:{}Z".format(*date.groups()) if date else value


def common_faults(objects, xmp):
    info = objects.find(objects.trailer["/Info"])
    for key, name in BOTH.items():
        if said(pdf.spoken(info[key])) != xmp.get(name):
            yield f"U4 A1 X-2: {key} is {info[key]}, {name} is {xmp.get(name)}"
    if xmp.get("dc:language") != pdf.spoken(objects.root["/Lang"]):
        yield f"U3: dc:language is {xmp.get('dc:language')}"
    first, second = objects.trailer["/ID"]
    if first != second or len(first) < 32:
        yield f"X-4: /ID is {objects.trailer['/ID']}"
    if "/Encrypt" in objects.trailer:
        yield "U6 X-4: the file is encrypted"


def intents_of(objects):
    return [objects.find(intent) for intent in objects.find(objects.root.get("/OutputIntents", []))]


def screen_faults(objects, xmp, extension):
    wanted = {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
    for name, value in wanted.items():
        if xmp.get(name) != value:
            yield f"U5 A1: {name} is {xmp.get(name)}"
    if not extension:
        yield "U5 A1: no extension schema describes pdfuaid"
    if any(name.startswith("pdfxid") for name in xmp):
        yield "X-11: the screen file says that it is PDF/X"
    intents = intents_of(objects)
    if [intent["/S"] for intent in intents] != ["/GTS_PDFA1"]:
        yield f"A3: the intents are {intents}"
    elif objects.find(intents[0]["/DestOutputProfile"])["/N"] != 3:
        yield "A3: the intent's profile is not RGB"


def print_faults(objects, xmp, standard, condition, profile):
    info = objects.find(objects.trailer["/Info"])
    if pdf.spoken(info["/GTS_PDFXVersion"]) != standard:
        yield f"X-1: GTS_PDFXVersion is {info['/GTS_PDFXVersion']}"
    if (xmp.get("pdfxid:GTS_PDFXVersion") == standard) != (standard == "PDF/X-4"):
        yield f"X-1: pdfxid:GTS_PDFXVersion is {xmp.get('pdfxid:GTS_PDFXVersion')}"
    if info["/Trapped"] != "/False" or xmp.get("pdf:Trapped") != "False":
        yield f"X-2: Trapped is {info['/Trapped']}, {xmp.get('pdf:Trapped')}"
    if not re.fullmatch(r"uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", xmp.get("xmpMM:DocumentID", "")):
        yield f"X-2: DocumentID is {xmp.get('xmpMM:DocumentID')}"
    for name in ("xmpMM:VersionID", "xmpMM:RenditionClass", "xmp:MetadataDate"):
        if not xmp.get(name):
            yield f"X-2: no {name}"
    if any(name.startswith(("pdfuaid", "pdfaid")) for name in xmp):
        yield "X-11: the print file says that it is accessible or to be kept"
    intents = intents_of(objects)
    if [intent["/S"] for intent in intents] != ["/GTS_PDFX"]:
        yield f"X-3: the intents are {intents}"
        return
    if pdf.spoken(intents[0]["/OutputConditionIdentifier"]) != condition or "/Info" not in intents[0]:
        yield f"X-3: the intent is {intents[0]}"
    if intents[0].get("/RegistryName") != "u:http://www.color.org":
        yield "X-3: the condition is not said to be registered"
    if profile != ("/DestOutputProfile" in intents[0]):
        yield f"X-3: the intent's profile is {intents[0].get('/DestOutputProfile')}"
    elif profile and objects.find(intents[0]["/DestOutputProfile"])["/N"] != 4:
        yield "X-3: the intent's profile is not CMYK"


def main():
    faults = []
    with tempfile.TemporaryDirectory(prefix="maquette-metadata-") as folder:
        files = {"screen": (b"%PDF-1.7\n", []), "x-1a": (b"%PDF-1.4\n", ["--output=print"]),
                 "x-4": (b"%PDF-1.6\n", ["--output=print", "--intent", pdf.PRESS_PROFILE])}
        for name, (head, options) in files.items():
            file = Path(folder) / f"{name}.pdf"
            pdf.build(file, *options)
            start = file.read_bytes()[:15]
            if not start.startswith(head) or sum(byte > 127 for byte in start[10:14]) < 4:
                faults.append(f"{name}: U1 A2: the file begins {start}")
            if "WARNING" in pdf.run("qpdf", "--check", file).decode():
                faults.append(f"{name}: U1: qpdf --check warns")
            objects = pdf.objects(file)
            xmp, extension = xmp_of(file, objects)
            found = list(common_faults(objects, xmp))
            if name == "screen":
                found += screen_faults(objects, xmp, extension)
            else:
                standard = {"x-1a": "PDF/X-1a:2003", "x-4": "PDF/X-4"}[name]
                found += print_faults(objects, xmp, standard, "FOGRA39", name == "x-4")
            faults += [f"{name}: {fault}" for fault in found]
    pdf.finish(faults, len(files), "files")


main()
