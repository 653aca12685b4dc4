"""A page for the press: PDF/X-4 or PDF/X-1a:2003."""
from sample import DATES, INFORMATION, TITLE, Sample, add_font, profile, xmp

CONTENT = """0 0 0 1 k
BT /F1 20 Tf 60 550 Td [[Le titre]] Tj ET
/Ink cs 1 scn 10 10 100 20 re f
0 0 0 1 K 60 500 100 20 re S
"""
INK = "[/Separation /Rouge /DeviceCMYK << /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /C1 [0 1 1 0] /N 1 >>]"


def print_page(version):
    sample = Sample(version)
    objects = sample.objects
    objects["catalogue"] = "<< /Type /Catalog /Pages @pages /Metadata @xmp /OutputIntents [@intent] >>"
    objects["information"] = INFORMATION.replace(">>", "/Trapped /False >>")
    objects["pages"] = "<< /Type /Pages /Kids [@page] /Count 1 >>"
    objects["page"] = ("<< /Type /Page /Parent @pages /MediaBox [0 0 400 600] /BleedBox [10 10 390 590] "
                       "/TrimBox [20 20 380 580] /Contents @content "
                       "/Resources << /Font << /F1 @font >> /ColorSpace << /Ink @ink >> >> >>")
    objects["content"] = ("<< >>", CONTENT.encode())
    objects["ink"] = INK
    objects["intent"] = ("<< /Type /OutputIntent /S /GTS_PDFX /OutputConditionIdentifier (Essai) /Info (Un essai) "
                         "/DestOutputProfile @profile >>")
    objects["profile"] = ("<< /N 4 >>", profile(b"prtr", b"CMYK"))
    add_font(objects)
    return sample


def x4():
    sample = print_page("1.6")
    sample.objects["xmp"] = ("<< /Type /Metadata /Subtype /XML >>", xmp(
        TITLE + "\n" + DATES + "\n<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n"
        "<pdf:Trapped>False</pdf:Trapped>\n<xmpMM:DocumentID>uuid:1</xmpMM:DocumentID>\n"
        "<xmpMM:VersionID>1</xmpMM:VersionID>\n<xmpMM:RenditionClass>default</xmpMM:RenditionClass>"))
    return sample


def x1a():
    sample = print_page("1.4")
    sample.objects["xmp"] = ("<< /Type /Metadata /Subtype /XML >>", xmp(TITLE + "\n" + DATES))
    sample.change("information", "/Trapped", "/GTS_PDFXVersion (PDF/X-1a:2003) /Trapped")
    return sample
