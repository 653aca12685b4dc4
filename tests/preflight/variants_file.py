"""Broken files: document, metadata, fonts, colours (U1 to U10, F, A)."""
from hashlib import md5

from sample import CHARACTERS, encode, font_file, profile, unicode_map, width_of
from variant import Variant, add, set_bytes, set_field

BOTH = "ua1 2a"


def to_unicode(changes):
    return add("font_unicode", ("<< >>", unicode_map(changes)))


def state(entries):
    """A graphics state that the page knows."""
    return [add("state", f"<< /Type /ExtGState {entries} >>"),
            ("page_1", "/Resources <<", "/Resources << /ExtGState << /G @state >>"),
            ("content_1", "0 0 1 rg 50 380", "/G gs 0 0 1 rg 50 380")]


def image(entries, space="/DeviceRGB"):
    """A figure shown as an image."""
    return [add("image", (f"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace {space} "
                          f"{entries} >>", b"\xff\0\0")),
            ("page_1", "/Resources <<", "/Resources << /XObject << /I @image >>"),
            ("content_1", "50 380 20 20 re f", "q 20 0 0 20 50 380 cm /I Do Q")]


def attach(entries, kind, data):
    return [add("attached", (f"<< /Type /EmbeddedFile /Subtype {kind} >>", data)),
            add("specification", f"<< /Type /Filespec {entries} /AFRelationship /Source /EF << /F @attached >> >>"),
            ("catalogue", "/Lang", "/AF [@specification] /Lang")]


def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def encrypt(permissions):
    """Encryption by the empty password (ISO 32000-1, 7.6.3) whose filters leave every string and stream as it is."""
    padding = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
    identifier, owner = bytes.fromhex("00112233445566778899AABBCCDDEEFF"), bytes(32)
    key = md5(padding + owner + (permissions & 0xFFFFFFFF).to_bytes(4, "little") + identifier).digest()
    for _ in range(50):
        key = md5(key).digest()
    user = md5(padding + identifier).digest()
    for turn in range(20):
        user = rc4(bytes(byte ^ turn for byte in key), user)

    def change(sample):
        sample.objects["lock"] = (f"<< /Filter /Standard /V 4 /R 4 /Length 128 /P {permissions} /O <{owner.hex()}> "
                                  f"/U <{user.hex()}{'00' * 16}> /CF << >> /StmF /Identity /StrF /Identity >>")
        sample.trailer += " /Encrypt @lock"
    return change


FILE_VARIANTS = [
    # U1 to U6
    Variant("header-version", "U1 failed: the file begins with “%PDF-1.3”, not with %PDF-1.4 to 1.7",
            set_bytes(lambda data: data.replace(b"%PDF-1.7", b"%PDF-1.3"))),
    Variant("syntax", "U1 failed: the file had to be repaired to be read: ",
            set_bytes(lambda data: data.replace(b"startxref\n", b"startxref\n9")), vera=BOTH),
    Variant("page-tree", "U1 failed: the page tree has a circle, or no page",
            ("pages", "@page_2]", "@page_2 @pages]"), vera=BOTH),
    Variant("content-syntax", "U1 failed: page 1: “Q” is out of place in the content",
            ("content_1", "BT /F1 10 Tf 50 520", "Q BT /F1 10 Tf 50 520")),
    Variant("not-marked", "U2 failed: object @catalogue: the catalogue lacks /MarkInfo << /Marked true >>",
            ("catalogue", "/Marked true", "/Marked false"), vera=BOTH),
    Variant("suspects", "U2 failed: object @catalogue: /MarkInfo says that tags are suspect",
            ("catalogue", "/Marked true", "/Marked true /Suspects true"), vera="ua1"),
    Variant("no-language", "U3 failed: object @catalogue: the catalogue has no /Lang",
            ("catalogue", "/Lang (fr-FR)", ""), vera="ua1"),
    Variant("language-malformed", "U3 failed: page 1, object @english: “english language” is no language tag",
            ("english", "/Lang (en)", "/Lang (english language)"), vera=BOTH),
    Variant("title-not-shown", "U4 failed: object @catalogue: the viewer is not told to show the title: /DisplayDocTitle",
            ("catalogue", "/DisplayDocTitle true", "/DisplayDocTitle false"), vera="ua1"),
    Variant("no-title", "U4 failed: the XMP has no dc:title",
            ("xmp", "<dc:title>", "<dc:subject>"), ("xmp", "</dc:title>", "</dc:subject>"),
            ("xmp", '<rdf:Alt><rdf:li xml:lang="x-default">', "<rdf:Bag><rdf:li>"),
            ("xmp", "</rdf:Alt></dc:subject>", "</rdf:Bag></dc:subject>"), ("information", "/Title (Un essai)", ""),
            vera="ua1"),
    Variant("titles-differ", "U4 failed: object @information: the title “Autre” of the document information is not that of the XMP",
            ("information", "(Un essai)", "(Autre)"), also=["xmp-differs"]),
    Variant("no-xmp", "U5 failed: the catalogue has no XMP metadata", ("catalogue", "/Metadata @xmp", ""),
            also=["no-title", "no-ua-claim", "no-a-claim", "xmp-lacks"], vera=BOTH),
    Variant("xmp-broken", "U5 failed: object @xmp: the XMP is no sound XML: ", ("xmp", "</rdf:Description>", ""),
            also=["no-title", "no-ua-claim", "no-a-claim", "xmp-lacks"], vera=BOTH),
    Variant("xmp-packed", "U5 doubtful: object @xmp: the XMP is compressed", set_field("plain", set())),
    Variant("no-ua-claim", "U5 failed: the XMP does not say pdfuaid:part 1",
            ("xmp", "<pdfuaid:part>1</pdfuaid:part>", ""), vera="ua1"),
    Variant("ua-prefix", "U5 failed: the claim has the prefix “ua”, not pdfuaid",
            ("xmp", "xmlns:pdfuaid=", "xmlns:ua="), ("xmp", "<pdfuaid:part>1</pdfuaid:part>", "<ua:part>1</ua:part>"),
            vera="ua1"),
    Variant("locked", "U6 failed: the encryption keeps assistive software out", encrypt(-1540), also=["encrypted"], vera=BOTH),
    # U9, U10
    Variant("tab-order", "U9 failed: page 1, object @page_1: the page has annotations but no /Tabs /S",
            ("page_1", "/Tabs /S", ""), vera="ua1"),
    Variant("outline-title", "U10 failed: object @bookmark_1: a bookmark has no title", ("bookmark_1", "(Le titre)", "( )")),
    Variant("outline-nowhere", "U10 failed: object @bookmark_2: the bookmark “La suite” leads to no page",
            ("bookmark_2", "[@page_2 /Fit]", "[@xmp /Fit]")),
    Variant("outline-circle", "U10 failed: object @bookmark_1: the bookmarks run in a circle",
            ("bookmark_2", "/Prev @bookmark_1", "/Prev @bookmark_1 /Next @bookmark_1")),
    Variant("no-outline", "U10 doubtful: there are headings but no bookmarks", ("outline", "/First @bookmark_1", ""),
            ("note_text", "/S /P", "/S /H2")),
    Variant("page-labels", "U10 failed: object @catalogue: the page labels do not begin with the first page",
            ("catalogue", "/Nums [0", "/Nums [1")),
    # fonts
    Variant("font-not-embedded", "F1 failed: object @font: the font ABCDEF+Squares is not embedded",
            ("font_descriptor", "/FontFile2 @font_file", ""), vera=BOTH),
    Variant("font-program", "F1 failed: object @font: the embedded font ABCDEF+Squares cannot be read",
            add("font_file", ("<< >>", b"no font")), vera=BOTH),
    Variant("font-restricted", "F1 failed: object @font: the font ABCDEF+Squares forbids embedding",
            add("font_file", ("<< >>", font_file(embedding=2)))),
    Variant("font-kind", "F1 failed: object @font: the font ABCDEF+Squares is embedded in a form that its kind does not allow",
            ("font_descriptor", "/FontFile2", "/FontFile"), vera=BOTH),
    Variant("font-names", "F2 failed: object @font: the dictionaries of the font ABCDEF+Squares name it differently: BCDEFG+Squares",
            ("font_descriptor", "ABCDEF+", "BCDEFG+")),
    Variant("subset-tag", "F2 failed: object @other: two subsets are named ABCDEF+Squares", (
        lambda sample: sample.objects.update({
            "other": sample.objects["font"].replace("@font_cid", "@other_cid"),
            "other_cid": sample.objects["font_cid"].replace("@font_descriptor", "@other_descriptor"),
            "other_descriptor": sample.objects["font_descriptor"].replace("@font_file", "@other_file"),
            "other_file": sample.objects["font_file"]})),
            ("page_2", "/F1 @font", "/F1 @font /F2 @other"), ("content_2", "/F1 10 Tf", "/F2 10 Tf")),
    Variant("font-encoding", "F3 failed: object @font: the encoding of the font ABCDEF+Squares is not Identity-H",
            ("font", "/Identity-H", "/Identity-V")),
    Variant("font-system", "F3 failed: object @font: /CIDSystemInfo of the font ABCDEF+Squares is not Adobe-Identity-0",
            ("font_cid", "(Identity)", "(Japan1)")),
    Variant("font-glyph-map", "F4 failed: object @font: the font ABCDEF+Squares has no /CIDToGIDMap",
            ("font_cid", "/CIDToGIDMap /Identity", ""), vera=BOTH),
    Variant("font-glyph-map-extra", "F4 failed: object @font: the font ABCDEF+Squares has a /CIDToGIDMap, for TrueType only",
            ("font_cid", "/CIDFontType2", "/CIDFontType0"), also=["font-kind"], vera=BOTH),
    Variant("width", f"F5 failed: page 1, object @font: the width of {encode('e').upper()} in ABCDEF+Squares is not that of its glyph",
            ("font_cid", f" {width_of(CHARACTERS.index('d') + 1)} {width_of(CHARACTERS.index('e') + 1)} ",
             f" {width_of(CHARACTERS.index('d') + 1)} {width_of(CHARACTERS.index('e') + 1) + 2} "), vera=BOTH),
    Variant("simple-unmeasured", "F5 doubtful: object @simple: the widths and glyphs of the simple font ABCDEF+Squares are not",
            add("simple", "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Squares /FirstChar 65 /LastChar 65 "
                          "/Widths [500] /Encoding /WinAnsiEncoding /FontDescriptor @font_descriptor >>"),
            ("page_2", "/F1 @font", "/F1 @font /F2 @simple"),
            ("content_2", "[[ABC]]", "/F2 10 Tf (A) Tj /F1 10 Tf [[BC]]"), vera=BOTH),
    Variant("cid-set", "F6 failed: object @font: the /CIDSet of the font ABCDEF+Squares does not list every glyph",
            add("set", ("<< >>", b"\xff")), ("font_descriptor", "/Flags", "/CIDSet @set /Flags"), vera=BOTH),
    Variant("to-unicode", "F7 failed: object @font: the /ToUnicode of the font ABCDEF+Squares cannot be read",
            ("font_unicode", "endcmap", "1 beginbfchar <000000> <0041> endbfchar endcmap")),
    Variant("code-unmapped", f"F7 failed: page 1, object @font: the code {encode('q')} of the font ABCDEF+Squares stands for no",
            to_unicode({"q": None}), ("content_1", "[[Le titre]]", "[[Le titreq]]"), vera=BOTH),
    Variant("code-refused", f"F7 failed: page 1, object @font: the code {encode('q')} of the font ABCDEF+Squares stands for U+0000",
            to_unicode({"q": "0000"}), ("content_1", "[[Le titre]]", "[[Le titreq]]"), vera=BOTH),
    Variant("glyph-missing", "F8 failed: page 1, object @font: the code <0000> of the font ABCDEF+Squares shows no glyph",
            ("font_unicode", "endcodespacerange\n", "endcodespacerange\n1 beginbfchar\n<0000> <0041>\nendbfchar\n"),
            ("content_1", "[[Le titre]] Tj", "[[Le titre]] Tj <0000> Tj"), vera=BOTH),
    Variant("descriptor-lacks", "F9 failed: object @font: the descriptor of the font ABCDEF+Squares lacks /StemV",
            ("font_descriptor", "/StemV 80", "")),
    Variant("simple-widths", "F9 failed: object @simple: /FirstChar, /LastChar and /Widths of the font ABCDEF+Squares do not agree",
            add("simple", "<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Squares /FirstChar 65 /LastChar 66 "
                          "/Widths [500] /Encoding /WinAnsiEncoding /FontDescriptor @font_descriptor >>"),
            ("page_2", "/F1 @font", "/F1 @font /F2 @simple"),
            ("content_2", "[[ABC]]", "/F2 10 Tf (A) Tj /F1 10 Tf [[BC]]"), also=["simple-unmeasured"], vera=BOTH),
    Variant("code-private", f"F10 failed: page 1, object @font: the code {encode(chr(0xe000))} of the font ABCDEF+Squares is a private",
            ("content_1", "[[Le titre]]", "[[Le titre\ue000]]"), vera="2a"),
    # archive
    Variant("no-a-claim", "A1 failed: the XMP does not say pdfaid:part 2 and conformance A",
            ("xmp", "conformance>A<", "conformance>B<"), vera="2a"),
    Variant("a-prefix", "A1 failed: the claim has the prefix “a”, not pdfaid",
            ("xmp", "xmlns:pdfaid=", "xmlns:a="), ("xmp", "<pdfaid:part>2</pdfaid:part>", "<a:part>2</a:part>"),
            ("xmp", "<pdfaid:conformance>A</pdfaid:conformance>", "<a:conformance>A</a:conformance>"), vera="2a"),
    Variant("xmp-header", "A1 failed: object @xmp: the header of the XMP says bytes= or encoding=",
            ("xmp", 'id="W5', 'encoding="UTF-8" id="W5'), vera="2a"),
    Variant("xmp-lacks", "A1 doubtful: object @information: /Producer of the document information is not in the XMP",
            ("information", "/Title", "/Producer (Moi) /Title")),
    Variant("xmp-differs", "A1 failed: object @information: /CreationDate of the document information is “2025-04-15T00:00:00Z” in the XMP",
            ("information", "/CreationDate (D:2025", "/CreationDate (D:2024")),
    Variant("xmp-undescribed", "A1 failed: no extension schema describes pdfuaid:part",
            ("xmp", "http://www.aiim.org/pdfua/ns/id/</pdfaSchema", "http://example.org/</pdfaSchema"), vera="2a"),
    Variant("header-comment", "A2 failed: no comment of four bytes above 127 follows the header",
            set_field("header", b"%PDF-1.7\n%plain\n"), vera="2a"),
    Variant("file-end", "A2 failed: something follows %%EOF, or it is missing", set_field("tail", b"%%EOF\nmore\n"), vera="2a"),
    Variant("saves-deep", "A2 failed: page 1: more than 28 graphics states are saved at once",
            ("content_1", "50 380 20 20 re f", "q " * 29 + "50 380 20 20 re f" + " Q" * 29), vera="2a"),
    Variant("no-file-id", "A2 failed: the trailer has no /ID",
            lambda sample: setattr(sample, "trailer", "/Root @catalogue /Info @information"), vera="2a"),
    Variant("encrypted", "A2 failed: the file is encrypted", encrypt(-4), vera=BOTH),
    Variant("catalogue-entry", "A2 failed: object @catalogue: /Requirements is not allowed",
            ("catalogue", "/Lang", "/Requirements [] /Lang"), vera="2a"),
    Variant("form-dynamic", "A2 failed: object @catalogue: the form fills itself: XFA or NeedAppearances",
            ("catalogue", "/Lang", "/AcroForm << /Fields [] /NeedAppearances true >> /Lang"), vera="2a"),
    Variant("action", "A2 failed: object @bookmark_2: the action JavaScript is not allowed",
            ("bookmark_2", "/Dest [@page_2 /Fit]", "/A << /S /JavaScript /JS (1) >>"), vera="2a"),
    Variant("additional-actions", "A2 failed: object @page_2: additional actions (/AA) are not allowed",
            ("page_2", "/StructParents", "/AA << /O << /S /GoTo /D [@page_1 /Fit] >> >> /StructParents"), vera="2a"),
    Variant("limit", "A2 failed: object @information: this integer exceeds the limits of PDF/A",
            ("information", ">>", "/Number 2147483648 >>"), vera="2a"),
    Variant("stream-outside", "A2 failed: object @outside: a stream lies outside the file",
            add("outside", ("<< /F (elsewhere) >>", b"x")), ("catalogue", "/Lang", "/Outside @outside /Lang"), vera="2a"),
    Variant("intent-profile", "A3 failed: object @profile: the output intent has no ICC profile of a printer or display",
            add("profile", ("<< /N 3 >>", profile(b"scnr", b"RGB "))), vera="2a"),
    Variant("device-colour", "A3 failed: page 1: DeviceCMYK without an output intent of that kind",
            ("content_1", "0 0 1 rg 50", "1 0 0 0 k 50"), vera="2a"),
    Variant("intents-differ", "A4 failed: object @catalogue: the output intents do not share one profile",
            add("copy", ("<< /N 3 >>", profile(b"mntr", b"RGB "))),
            ("catalogue", "[@intent]", "[@intent << /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (x) "
                                       "/DestOutputProfile @copy >>]"), vera="2a"),
    Variant("intent-outside", "A4 failed: object @catalogue: an output intent has its profile outside the file",
            ("catalogue", "[@intent]", "[@intent << /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (x) "
                                       "/DestOutputProfileRef << >> >>]"), vera="2a"),
    Variant("annotation-flags", "A5 failed: page 1, object @link_call: the annotation’s /F does not say Print, or hides it",
            ("link_call", "/F 4", "/F 0"), vera="2a"),
    Variant("annotation-kind", "A5 failed: page 1, object @link_call: annotations of this kind are not allowed",
            ("link_call", "/Subtype /Link", "/Subtype /Screen"), ("call", "/S /Link", "/S /Annot"), vera="2a"),
    Variant("annotation-look", "A5 failed: page 1, object @link_call: the annotation has no /AP",
            ("link_call", "/Subtype /Link", "/Subtype /Stamp"), ("call", "/S /Link", "/S /Annot"), vera="2a"),
    Variant("blending-space", "A6 failed: page 1, object @page_1: the page blends colours, but has no space to blend in",
            *state("/ca 0.5"), ("catalogue", "[@intent]", "[]"),
            also=["device-colour"], vera="2a"),
    Variant("blend-unknown", "A6 failed: object @state: Melange is no blend mode", *state("/BM /Melange"), vera="2a"),
    Variant("alternates", "A6 failed: object @image: an image has /Alternates", *image("/Alternates []"), vera="2a"),
    Variant("interpolate", "A6 failed: object @image: an image asks to be interpolated", *image("/Interpolate true"), vera="2a"),
    Variant("foreign-object", "A6 failed: object @image: OPI in an external object", *image("/OPI << >>"), vera="2a"),
    Variant("filter", "A6 failed: object @packed: the filter LZWDecode is not allowed",
            add("packed", ("<< /Filter /LZWDecode >>", b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")),
            ("catalogue", "/Lang", "/Packed @packed /Lang"), vera="2a"),
    Variant("transfer", "A6 failed: object @state: /TR is not allowed", *state("/TR /Identity"), vera="2a"),
    Variant("halftone", "A6 failed: object @state: halftones must be of type 1 or 5",
            *state("/HT << /Type /Halftone /HalftoneType 6 >>"), vera="2a"),
    Variant("attachment-name", "A7 failed: object @specification: an attached file has no /F and /UF",
            *attach("/F (a.pdf)", "/application#2Fpdf", b"%PDF-1.4"), also=["attachment-pdf"], vera=BOTH),
    Variant("attachment-kind", "A7 failed: object @specification: an attached file is no PDF",
            *attach("/F (a.md) /UF (a.md)", "/text#2Fmarkdown", b"# a"), vera="2a"),
    Variant("attachment-kind", "A7 failed: object @catalogue: an attached file is no PDF", name="attachment-within", vera="2a",
            *(attach("", "/text#2Fmarkdown", b"# a")[:1] + [
                ("catalogue", "/Lang", "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.md) /UF (a.md) "
                 "/AFRelationship /Source /EF << /F @attached >> >>] >> >> /AF [] /Lang")])),
    Variant("attachment-pdf", "A7 doubtful: object @specification: whether the attached PDF is PDF/A is not checked",
            *attach("/F (a.pdf) /UF (a.pdf)", "/application#2Fpdf", b"%PDF-1.4"), vera="2a"),
]
