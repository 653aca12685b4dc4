"""A small writer of PDF by hand, for files that are right or wrong on purpose. Objects are texts in which @name stands
for a reference and [[words]] for the codes of the sample font; a stream is a pair of its dictionary's text and bytes."""
import re
import struct
import zlib

CHARACTERS = (" ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,:;()«»-—éèêàçùôîœÉ’·•\u00ad\u2010"
              "\u00a0\u202f\u02b3\ue000\ufeff")
GLYPH_COUNT = len(CHARACTERS) + 1


def code_of(character):
    """The code, CID and glyph of a character: its place from 1 on."""
    return CHARACTERS.index(character) + 1


def width_of(glyph):
    return 400 + glyph * 7 % 200


def encode(words):
    return "<" + "".join(f"{code_of(character):04X}" for character in words) + ">"


# ---- a TrueType font of squares

def table_checksum(data):
    data += b"\0" * (-len(data) % 4)
    return sum(struct.unpack(f">{len(data) // 4}I", data)) & 0xFFFFFFFF


def square(width):
    points = [(50, 0), (width - 50, 0), (width - 50, 600), (50, 600)]
    flags, x, y = bytes([1] * 4), b"", b""
    at_x = at_y = 0
    for to_x, to_y in points:
        x += struct.pack(">h", to_x - at_x)
        y += struct.pack(">h", to_y - at_y)
        at_x, at_y = to_x, to_y
    data = struct.pack(">hhhhhHH", 1, 50, 0, width - 50, 600, 3, 0) + flags + x + y
    return data + b"\0" * (-len(data) % 4)


def font_file(embedding=0):
    """embedding: fsType of OS/2."""
    glyphs = [square(width_of(glyph)) for glyph in range(GLYPH_COUNT)]
    offsets = [sum(map(len, glyphs[:i])) for i in range(GLYPH_COUNT + 1)]
    head = struct.pack(">IIIIHHQQhhhhHHhhh", 0x00010000, 0x00010000, 0, 0x5F0F3CF5, 11, 1000, 0, 0, 0, 0, 600, 700,
                       0, 8, 2, 1, 0)
    metrics = b"".join(struct.pack(">Hh", width_of(glyph), 50) for glyph in range(GLYPH_COUNT))
    os2 = struct.pack(">HhHHH", 3, 500, 400, 5, embedding) + b"\0" * 86
    tables = {
        b"OS/2": os2, b"glyf": b"".join(glyphs), b"head": head,
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x00010000, 700, -200, 0, 600, 0, 0, 600, 1, 0, 0, 0, 0, 0, 0, 0,
                             GLYPH_COUNT),
        b"hmtx": metrics, b"loca": struct.pack(f">{GLYPH_COUNT + 1}I", *offsets),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x00010000, GLYPH_COUNT, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    out = struct.pack(">IHHHH", 0x00010000, len(tables), 64, 2, len(tables) * 16 - 64)
    body, start = b"", 12 + 16 * len(tables)
    for tag in sorted(tables):
        data = tables[tag]
        out += tag + struct.pack(">III", table_checksum(data), start + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return out + body


def unicode_map(changes=()):
    """A ToUnicode CMap; changes: {character: UTF-16BE in hexadecimal, or None for none}."""
    changes = dict(changes)
    rows = []
    for character in CHARACTERS:
        target = changes.get(character, f"{ord(character):04X}")
        if character == "\ufeff" and character not in changes:
            target = "0041"
        if target is not None:
            rows.append(f"<{code_of(character):04X}> <{target}>")
    parts = [rows[i:i + 100] for i in range(0, len(rows), 100)]
    body = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n" for part in parts)
    return ("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n" + body +
            "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").encode()


def profile(kind, space, version=2):
    """The header of an ICC profile with an empty list of tags."""
    data = struct.pack(">I4sBBH4s4s4s", 132, b"none", version, 0x10, 0, kind, space, b"XYZ ")
    data += struct.pack(">HHHHHH", 2025, 1, 1, 0, 0, 0) + b"acsp"
    return data + b"\0" * (128 - len(data)) + struct.pack(">I", 0)


# ---- objects

def add_font(objects, name="font"):
    """A composite font with everything the standards ask of one; its objects begin with its name."""
    widths = " ".join(str(width_of(glyph)) for glyph in range(GLYPH_COUNT))
    objects[name] = (f"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Squares /Encoding /Identity-H "
                     f"/DescendantFonts [@{name}_cid] /ToUnicode @{name}_unicode >>")
    objects[name + "_cid"] = (f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Squares /CIDToGIDMap /Identity "
                              f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
                              f"/FontDescriptor @{name}_descriptor /DW 1000 /W [0 [{widths}]] >>")
    objects[name + "_descriptor"] = (f"<< /Type /FontDescriptor /FontName /ABCDEF+Squares /Flags 4 /FontBBox [0 0 600 700] "
                                     f"/ItalicAngle 0 /Ascent 700 /Descent -200 /CapHeight 600 /StemV 80 "
                                     f"/FontFile2 @{name}_file >>")
    objects[name + "_file"] = ("<< >>", font_file())
    objects[name + "_unicode"] = ("<< >>", unicode_map())


class Sample:
    """A PDF under construction. Objects are numbered in the order in which they were added."""

    def __init__(self, version="1.7"):
        self.header = f"%PDF-{version}\n%\u00e2\u00e3\u00cf\u00d3\n".encode("latin-1")
        self.objects = {}
        self.trailer = ("/Root @catalogue /Info @information /ID [<00112233445566778899AABBCCDDEEFF> "
                        "<00112233445566778899AABBCCDDEEFF>]")
        self.tail = b"%%EOF\n"
        self.plain = {"xmp"}  # streams that are not packed
        self.edit = None  # changes the bytes at the end

    def change(self, name, old, new):
        """Replaces a text in an object, in its stream if it is one; it has to be there."""
        value = self.objects[name]
        if isinstance(value, tuple):
            dictionary, data = value
            if old.encode() in data:
                self.objects[name] = (dictionary, data.replace(old.encode(), new.encode(), 1))
                return
            assert old in dictionary, f"no “{old}” in {name}"
            self.objects[name] = (dictionary.replace(old, new, 1), data)
            return
        assert old in value, f"no “{old}” in {name}"
        self.objects[name] = value.replace(old, new, 1)

    def fill(self, text):
        text = re.sub(r"\[\[([^][]*)\]\]", lambda match: encode(match.group(1)), text)
        return re.sub(r"@(\w+)", lambda match: f"{self.numbers[match.group(1)]} 0 R", text)

    def stream(self, name, dictionary, data):
        if b"[[" in data:
            data = self.fill(data.decode()).encode("latin-1")
        entries = ""
        if name not in self.plain and "/Filter" not in dictionary:
            data, entries = zlib.compress(data), " /Filter /FlateDecode"
        text = self.fill(dictionary).rstrip()[:-2] + f"{entries} /Length {len(data)} >>"
        return text.encode("latin-1") + b"\nstream\n" + data + b"\nendstream"

    def bytes(self):
        out, places = bytearray(self.header), []
        self.numbers = {name: number for number, name in enumerate(self.objects, 1)}
        for number, (name, value) in enumerate(self.objects.items(), 1):
            places.append(len(out))
            body = self.stream(name, *value) if isinstance(value, tuple) else self.fill(value).encode("latin-1")
            out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        start = len(out)
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode()
        out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
        out += f"trailer\n<< /Size {len(places) + 1} {self.fill(self.trailer)} >>\nstartxref\n{start}\n".encode()
        out = bytes(out + self.tail)
        return self.edit(out) if self.edit else out


# ---- XMP

DESCRIPTION = """<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>"""


def xmp(properties):
    return ("""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
""" + properties + "\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n").encode()


TITLE = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Un essai</rdf:li></rdf:Alt></dc:title>'
DATES = ("<xmp:CreateDate>2025-04-15T00:00:00Z</xmp:CreateDate>\n<xmp:ModifyDate>2025-04-15T00:00:00Z</xmp:ModifyDate>\n"
         "<xmp:MetadataDate>2025-04-15T00:00:00Z</xmp:MetadataDate>")
INFORMATION = "<< /Title (Un essai) /CreationDate (D:20250415000000Z) /ModDate (D:20250415000000Z) >>"
