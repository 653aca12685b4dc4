"""Broken files for the press (X-1 to X-11)."""
from sample import profile
from variant import Variant, add
from variants_file import encrypt


def x4(*arguments, **more):
    return Variant(*arguments, base="x4", **more)


def x1a(*arguments, **more):
    return Variant(*arguments, base="x1a", **more)


def state(entries):
    return [add("state", f"<< /Type /ExtGState {entries} >>"),
            ("page", "/Resources <<", "/Resources << /ExtGState << /G @state >>")]


def image(entries, filters=""):
    return [add("image", (f"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
                          f"/ColorSpace /DeviceCMYK {entries} {filters} >>", b"\0\0\0\0\0\0\0\0")),
            ("page", "/Resources <<", "/Resources << /XObject << /I @image >>"),
            ("content", "0 0 0 1 K", "q 9 0 0 9 0 0 cm /I Do Q 0 0 0 1 K")]


def pattern(cell):
    return [add("pattern", ("<< /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 "
                            "/Resources << >> >>", cell.encode())),
            ("page", "/Resources <<", "/Resources << /Pattern << /P @pattern >>"),
            ("content", "0 0 0 1 K", "/Pattern cs /P scn 0 0 9 9 re f 0 0 0 1 K")]


ANNOTATION = "<< /Type /Annot /Subtype /Link /Rect [60 60 90 90] /F 4 >>"

PRINT_VARIANTS = [
    x4("no-x4-claim", "X-1 failed: the XMP does not say pdfxid:GTS_PDFXVersion PDF/X-4", ("xmp", "PDF/X-4", "PDF/X-5")),
    x1a("no-x1a-claim", "X-1 failed: the document information does not say PDF/X-1a",
        ("information", "PDF/X-1a:2003", "PDF/X-3:2003")),
    x4("trapped", "X-2 failed: object @information: /Trapped is neither True nor False",
       ("information", "/Trapped /False", "/Trapped /Unknown")),
    x1a("information-lacks", "X-2 failed: object @information: the document information lacks /ModDate",
        ("information", "/ModDate (D:20250415000000Z)", "")),
    x4("print-xmp-lacks", "X-2 failed: the XMP lacks DocumentID",
       ("xmp", "<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>", "")),
    x4("print-xmp-differs", "X-2 failed: object @information: /Trapped of the document information is “True” in the XMP",
       ("xmp", "<pdf:Trapped>False", "<pdf:Trapped>True")),
    x4("print-intent-count", "X-3 failed: there must be one output intent /GTS_PDFX",
       ("catalogue", "[@intent]", "[@intent @intent]")),
    x4("print-condition", "X-3 failed: object @intent: the output intent has no /OutputConditionIdentifier",
       ("intent", "/OutputConditionIdentifier (Essai)", "")),
    x4("print-condition-info", "X-3 failed: object @intent: the output intent names neither a registry nor /Info",
       ("intent", "/Info (Un essai)", "")),
    x4("print-profile", "X-3 failed: object @profile: the profile of the output intent is no ICC profile of a printer",
       add("profile", ("<< /N 4 >>", profile(b"mntr", b"CMYK")))),
    x4("x4-profile", "X-3 failed: object @intent: the output intent embeds no profile",
       ("intent", "/DestOutputProfile @profile", ""), also=["x4-colour"]),
    x1a("x1a-profile", "X-3 failed: object @intent: the output intent has no profile and is not registered",
        ("intent", "/DestOutputProfile @profile", "")),
    x4("no-file-id-print", "X-4 failed: the trailer has no /ID",
       lambda sample: setattr(sample, "trailer", "/Root @catalogue /Info @information")),
    x4("encrypted-print", "X-4 failed: the file is encrypted", encrypt(-4)),
    x4("stream-outside-print", "X-4 failed: object @outside: a stream lies outside the file",
       add("outside", ("<< /F (elsewhere) >>", b"x")), ("catalogue", "/Metadata", "/Outside @outside /Metadata")),
    x1a("alternates-print", "X-4 failed: object @image: an image has /Alternates", *image("/Alternates []")),
    x1a("foreign-object-print", "X-4 failed: object @image: OPI in an external object", *image("/OPI << >>")),
    x4("box-missing", "X-5 failed: page 1, object @page: the page needs a MediaBox and either a TrimBox or an ArtBox",
       ("page", "/TrimBox [20 20 380 580]", "")),
    x4("box-order", "X-5 failed: page 1, object @page: the boxes do not lie in one another: trim, bleed, media",
       ("page", "/TrimBox [20 20 380 580]", "/TrimBox [5 20 380 580]")),
    x4("box-crop", "X-5 failed: page 1, object @page: the CropBox is larger than the MediaBox",
       ("page", "/TrimBox", "/CropBox [0 0 401 600] /TrimBox")),
    x4("box-bleed", "X-5 doubtful: page 1, object @page: the page has no BleedBox", ("page", "/BleedBox [10 10 390 590]", "")),
    x1a("x1a-colour", "X-6 failed: page 1: DeviceRGB is not allowed in PDF/X-1a", ("content", "0 0 0 1 k", "0 0 1 rg")),
    x4("x4-colour", "X-6 failed: page 1: DeviceRGB without an output intent of that kind", ("content", "0 0 0 1 k", "0 0 1 rg")),
    x1a("x1a-colour", "X-6 failed: page 1: DeviceRGB is not allowed in PDF/X-1a", *pattern("1 0 0 rg 0 0 9 9 re f"),
        name="pattern-tiles"),
    x4("x4-colour", "X-6 failed: page 1: DeviceRGB without an output intent of that kind",
       add("pattern", "<< /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 9 9] "
           "/Function << /FunctionType 2 /Domain [0 1] /C0 [0 0 0] /C1 [1 1 1] /N 1 >> >> >>"), *pattern("")[1:],
       name="pattern-shading"),
    x4("ink-differs", "X-6 failed: object @ink: the ink Rouge is defined in two ways",
       lambda sample: sample.objects.update({"other": sample.objects["ink"].replace("[0 1 1 0]", "[0 1 0 0]")}),
       ("page", "/Ink @ink", "/Ink @ink /Other @other"), ("content", "/Ink cs", "/Other cs 1 scn 0 0 1 1 re f /Ink cs")),
    x1a("transparent", "X-7 failed: object @state: transparency (ca/CA)", *state("/ca 0.5")),
    x4("javascript-print", "X-8 failed: object @catalogue: JavaScript in a print file",
       ("catalogue", "/Metadata", "/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS (1) >>] >> >> /Metadata")),
    x4("additional-actions-print", "X-8 failed: object @page: actions (/AA) in a print file",
       ("page", "/TrimBox", "/AA << /O << /S /GoTo /D [0 /Fit] >> >> /TrimBox")),
    x4("open-action", "X-8 failed: object @catalogue: /OpenAction in a print file",
       ("catalogue", "/Metadata", "/OpenAction << /S /GoTo /D [@page /Fit] >> /Metadata")),
    x4("form-print", "X-8 failed: object @catalogue: a form to fill in, in a print file",
       ("catalogue", "/Metadata", "/AcroForm << /Fields [] >> /Metadata")),
    x4("annotation-print", "X-8 failed: page 1, object @link: an annotation lies on the page or its bleed",
       add("link", ANNOTATION), ("page", "/TrimBox", "/Annots [@link] /TrimBox")),
    x1a("font-opentype", "X-9 failed: object @font: the font ABCDEF+Squares is embedded as OpenType",
        lambda sample: sample.objects.update({"font_file": ("<< /Subtype /OpenType >>", sample.objects["font_file"][1])}),
        ("font_descriptor", "/FontFile2", "/FontFile3")),
    x4("filter-print", "X-9 failed: object @packed: the filter LZWDecode is not allowed",
       add("packed", ("<< /Filter /LZWDecode >>", b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")),
       ("catalogue", "/Metadata", "/Packed @packed /Metadata")),
    x1a("filter-late", "X-9 failed: object @image: the filter JPXDecode is newer than PDF/X-1a", *image("", "/Filter /JPXDecode")),
    x1a("deep-image", "X-9 failed: object @image: an image has more than 8 bits a component",
        *image(""), ("image", "/BitsPerComponent 8", "/BitsPerComponent 16")),
    x1a("version-x1a", "X-9 failed: PDF 1.6; PDF/X-1a is made of PDF 1.4", ("catalogue", "/Metadata", "/Version /1.6 /Metadata")),
    x4("version-x4", "X-9 doubtful: PDF 1.7; PDF/X-4 is made of PDF 1.6", ("catalogue", "/Metadata", "/Version /1.7 /Metadata")),
    x4("transfer-print", "X-10 failed: object @state: /TR2 is not allowed", *state("/TR2 /Identity")),
    x4("halftone-print", "X-10 failed: object @state: halftones must be of type 1 or 5",
       *state("/HT << /Type /Halftone /HalftoneType 6 >>")),
    x4("ua-in-print", "X-11 failed: the print file claims PDF/UA",
       ("xmp", "<pdf:Trapped>", "<pdfuaid:part>1</pdfuaid:part><pdf:Trapped>")),
]
