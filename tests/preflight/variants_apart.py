"""Files with colours where the page's own content shows none: in glyphs of a Type 3 font, in soft masks, in annotations
(X-6, A3). Only colours are looked at there: what is sound stays so, whatever else those streams hold."""
from sample import unicode_map
from variant import Variant, add

IN_GLYPH = "X-6 failed: page 1: DeviceRGB is not allowed in PDF/X-1a"
IN_MASK = "X-6 failed: page 1: DeviceRGB without an output intent of that kind"
FORM = "<< /Type /XObject /Subtype /Form /BBox [0 0 99 99]"


def glyphs(shown, hidden="500 0 d0 0 0 9 9 re f", resources=""):
    """A Type 3 font whose a is shown on the page, and whose b is not."""
    return [add("shown", ("<< >>", shown.encode())), add("hidden", ("<< >>", hidden.encode())),
            add("type3_unicode", ("<< >>", unicode_map())),
            add("type3", f"<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 500] /FontMatrix [0.001 0 0 0.001 0 0] "
                         f"/FirstChar 97 /LastChar 98 /Widths [500 500] /CharProcs << /one @shown /two @hidden >> "
                         f"/Encoding << /Type /Encoding /Differences [97 /one /two] >> /ToUnicode @type3_unicode {resources} >>"),
            ("page", "/F1 @font", "/F1 @font /T @type3"),
            ("content", "0 0 0 1 K", "BT /T 20 Tf 60 300 Td (a) Tj ET 0 0 0 1 K")]


def mask(content, page="page", contents="content", before="0 0 0 1 K", resources=""):
    return [add("group", (f"{FORM} /Group << /S /Transparency /CS /DeviceGray >> {resources} >>", content.encode())),
            add("state", "<< /Type /ExtGState /SMask << /Type /Mask /S /Luminosity /G @group >> >>"),
            (page, "/Resources <<", "/Resources << /ExtGState << /G @state >>"),
            (contents, before, "/G gs " + before)]


def appearance(content, normal="@appearance"):
    return [add("appearance", (f"{FORM} >>", content.encode())),
            ("link_call", "/Border", f"/AP << /N {normal} >> /Border")]


def outside(content):
    """An annotation beside the sheet, where a file for the press may have one."""
    return [add("appearance", (f"{FORM} >>", content.encode())),
            add("note", "<< /Type /Annot /Subtype /Square /Rect [1 1 5 5] /F 4 /AP << /N @appearance >> >>"),
            ("page", "/TrimBox", "/Annots [@note] /TrimBox")]


APART_VARIANTS = [
    Variant("x1a-colour", IN_GLYPH, *glyphs("500 0 d0 1 0 0 rg 0 0 9 9 re f"), base="x1a", name="glyph-colour"),
    Variant("x1a-colour", IN_GLYPH, *glyphs("500 0 d0 /X Do", resources="/Resources << /XObject << /X @inner >> >>"),
            add("inner", (f"{FORM} >>", b"1 0 0 RG 0 0 9 9 re S")), base="x1a", name="glyph-form"),
    Variant("x4-colour", IN_MASK, *mask("1 0 0 rg 0 0 9 9 re f"), base="x4", name="mask-colour"),
    Variant("x4-colour", IN_MASK, *mask("q /G gs Q 0 g 0 0 9 9 re f /S sh", resources="/Resources << /ExtGState << /G @state >> "
            "/Shading << /S << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 9 9] /Function << /FunctionType 2 "
            "/Domain [0 1] /N 1 >> >> >> >>"), base="x4", name="mask-in-itself"),
    Variant("device-colour", "A3 failed: page 1: DeviceCMYK without an output intent of that kind",
            *appearance("1 0 0 0 k 0 0 9 9 re f"), name="appearance-colour", vera="2a"),
]

# What is no fault: a glyph in the colour of its text, one that is not shown, tags and words outside a page's reading.
APART_SOUND = [
    Variant("glyph-plain", "", *glyphs("500 0 0 0 500 500 d1 1 0 0 rg 0 0 9 9 re f", "500 0 d0 1 0 0 rg 0 0 9 9 re f"),
            base="x1a"),
    Variant("mask-tags", "", *mask("/P << /MCID 0 >> BDC BT /F1 9 Tf 1 1 Td [[Le titre]] Tj ET 0 0 9 9 re f",
                                   "page_1", "content_1", "0 0 1 rg 50 380", "/Resources << /Font << /F1 @font >> >>")),
    Variant("appearance-tags", "", *appearance("0 g /P << /MCID 0 >> BDC 0 0 9 9 re f Q EMC")),
    Variant("appearance-outside", "", *outside("1 0 0 rg 0 0 9 9 re f"), base="x4"),
]
