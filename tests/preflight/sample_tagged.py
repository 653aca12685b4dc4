"""A brochure in small that is PDF/UA-1 and PDF/A-2a: two pages with a title, a paragraph with a form, a call and a note, a
list, a figure, a table, a contents list, a side box."""
from sample import DATES, DESCRIPTION, INFORMATION, TITLE, Sample, add_font, profile, xmp

PAGE_1 = """/Artifact << /Type /Background >> BDC 1 1 1 rg 0 0 400 600 re f EMC
/Artifact << /Type /Pagination /Subtype /Header /Attached [/Top] >> BDC 0 g BT /F1 8 Tf 50 580 Td [[Un essai]] Tj ET EMC
/Artifact << /Type /Pagination >> BDC BT /F1 8 Tf 50 570 Td [[Annee]] Tj ET EMC
0 g
/H1 << /MCID 0 >> BDC BT /F1 20 Tf 50 550 Td [[Le titre]] Tj ET EMC
BT /F1 10 Tf 50 520 Td
/P << /MCID 1 >> BDC [[Les ]] Tj EMC
/Span << /MCID 2 /E (usagers et usageres) >> BDC [[usager·ère·s]] Tj EMC
/P << /MCID 3 >> BDC [[ ont raison de con\u00ad]] Tj
0 -14 Td [[sommer peu depuis l’an ]] Tj
0 -14 Td [[ou socio\u2010]] Tj
0 -14 Td [[economique 2024]] Tj EMC
/Link << /MCID 4 /ActualText ( \\(note 1\\)) >> BDC [[1]] Tj EMC
/P << /MCID 5 >> BDC [[. Fin.]] Tj EMC
ET
BT /F1 8 Tf 50 450 Td
/Lbl << /MCID 6 >> BDC [[1 ]] Tj EMC
/P << /MCID 7 >> BDC [[Une note.]] Tj EMC
ET
BT /F1 10 Tf 50 420 Td
/Lbl << /MCID 8 >> BDC [[• ]] Tj EMC
/LBody << /MCID 9 >> BDC [[Un point.]] Tj EMC
ET
/Figure << /MCID 10 >> BDC 0 0 1 rg 50 380 20 20 re f EMC
0 g
BT /F1 10 Tf 50 350 Td
/TH << /MCID 11 >> BDC [[Annee ]] Tj EMC
/TH << /MCID 12 >> BDC [[Somme ]] Tj EMC
0 -14 Td
/TD << /MCID 13 >> BDC [[2024 ]] Tj EMC
/TD << /MCID 14 >> BDC [[3]] Tj EMC
ET
BT /F1 10 Tf 50 300 Td
/Link << /MCID 15 >> BDC [[La suite]] Tj EMC
/Artifact << /Type /Layout >> BDC [[......]] Tj EMC
ET
/Artifact << /Type /Layout >> BDC 0.9 0.9 0.9 rg 40 200 300 80 re f EMC
0 g
/H2 << /MCID 16 >> BDC BT /F1 12 Tf 50 260 Td [[Un encadre]] Tj ET EMC
BT /F1 10 Tf 50 240 Td
/P << /MCID 17 >> BDC [[Le mot ]] Tj EMC
/Span << /MCID 18 /Lang (en) >> BDC [[hello]] Tj EMC
/P << /MCID 19 >> BDC [[ et ]] Tj EMC
/Span << /MCID 20 >> BDC [[ABC]] Tj EMC
/P << /MCID 21 >> BDC [[.]] Tj EMC
ET
"""
PAGE_2 = """0 g
BT /F1 10 Tf 50 520 Td
/P << /MCID 0 >> BDC [[La suite de l’]] Tj EMC
/Span << /MCID 1 >> BDC [[ABC]] Tj EMC
/P << /MCID 2 >> BDC [[.]] Tj EMC
ET
/Artifact << /Type /Pagination /Subtype /Footer /Attached [/Bottom] >> BDC BT /F1 8 Tf 50 20 Td [[2]] Tj ET EMC
"""
# element: (type, parent, kids, other entries); kids: MCIDs of page 1 ("p" before: of page 2) or names of elements
ELEMENTS = {
    "document": ("Document", "tree", "sect contents last", ""),
    "sect": ("Sect", "document", "h1 p1 note list figure table aside", ""),
    "h1": ("H1", "sect", "0", ""),
    "p1": ("P", "sect", "1 form 3 call 5", ""),
    "form": ("Span", "p1", "2", "/E (usagers et usageres)"),
    "call": ("Link", "p1", "4 link_call", ""),
    "note": ("Note", "sect", "note_label note_text", "/ID (note-1)"),
    "note_label": ("Lbl", "note", "6", ""),
    "note_text": ("P", "note", "7", ""),
    "list": ("L", "sect", "item", "/A << /O /List /ListNumbering /Disc >>"),
    "item": ("LI", "list", "item_label item_body", ""),
    "item_label": ("Lbl", "item", "8", ""),
    "item_body": ("LBody", "item", "9", ""),
    "figure": ("Figure", "sect", "10", "/Alt (Un carre bleu) /A << /O /Layout /BBox [50 380 70 400] >>"),
    "table": ("Table", "sect", "row_1 row_2", ""),
    "row_1": ("TR", "table", "head_1 head_2", ""),
    "row_2": ("TR", "table", "cell_1 cell_2", ""),
    "head_1": ("TH", "row_1", "11", "/A << /O /Table /Scope /Column >>"),
    "head_2": ("TH", "row_1", "12", "/A << /O /Table /Scope /Column >>"),
    "cell_1": ("TD", "row_2", "13", ""),
    "cell_2": ("TD", "row_2", "14", ""),
    "aside": ("Aside", "sect", "h2 p2", ""),
    "h2": ("H2", "aside", "16", ""),
    "p2": ("P", "aside", "17 english 19 acronym_1 21", ""),
    "english": ("Span", "p2", "18", "/Lang (en)"),
    "acronym_1": ("Span", "p2", "20", "/E (Association bien connue)"),
    "contents": ("TOC", "document", "entry", ""),
    "entry": ("TOCI", "contents", "entry_reference", ""),
    "entry_reference": ("Reference", "entry", "entry_link", ""),
    "entry_link": ("Link", "entry_reference", "15 link_entry", ""),
    "last": ("P", "document", "p0 acronym_2 p2", ""),
    "acronym_2": ("Span", "last", "p1", "/E (Association bien connue)"),
}


def add_structure(objects):
    parents = {1: {}, 2: {}}
    for name, (kind, parent, kids, entries) in ELEMENTS.items():
        parts = []
        for kid in kids.split():
            if kid.isdigit():
                parents[1][int(kid)] = name
                parts.append(f"<< /Type /MCR /Pg @page_1 /MCID {kid} >>")
            elif kid[0] == "p" and kid[1:].isdigit() and name in ("last", "acronym_2"):
                parents[2][int(kid[1:])] = name
                parts.append(f"<< /Type /MCR /Pg @page_2 /MCID {kid[1:]} >>")
            elif kid.startswith("link_"):
                parts.append(f"<< /Type /OBJR /Pg @page_1 /Obj @{kid} >>")
            else:
                parts.append(f"@{kid}")
        objects[name] = f"<< /Type /StructElem /S /{kind} /P @{parent} /K [{' '.join(parts)}] {entries} >>"
    lists = ["[" + " ".join(f"@{names[mcid]}" for mcid in sorted(names)) + "]" for names in parents.values()]
    objects["tree"] = ("<< /Type /StructTreeRoot /K [@document] /ParentTree @parents /ParentTreeNextKey 4 "
                       "/RoleMap << /Aside /Sect >> >>")
    objects["parents"] = f"<< /Nums [0 {lists[0]} 1 {lists[1]} 2 @call 3 @entry_link] >>"


def page(number, annotations):
    return (f"<< /Type /Page /Parent @pages /MediaBox [0 0 400 600] /Resources << /Font << /F1 @font >> >> "
            f"/Contents @content_{number} /StructParents {number - 1} {annotations} >>")


def link(key, box, contents):
    return (f"<< /Type /Annot /Subtype /Link /Rect [{box}] /Border [0 0 0] /F 4 /StructParent {key} "
            f"/Contents ({contents}) /Dest [@page_2 /Fit] >>")


def tagged():
    sample = Sample()
    objects = sample.objects
    objects["catalogue"] = ("<< /Type /Catalog /Pages @pages /Lang (fr-FR) /MarkInfo << /Marked true >> "
                            "/ViewerPreferences << /DisplayDocTitle true >> /Metadata @xmp /StructTreeRoot @tree "
                            "/Outlines @outline /PageLabels << /Nums [0 << /S /D >>] >> /OutputIntents [@intent] >>")
    objects["information"] = INFORMATION
    objects["pages"] = "<< /Type /Pages /Kids [@page_1 @page_2] /Count 2 >>"
    objects["page_1"] = page(1, "/Tabs /S /Annots [@link_call @link_entry]")
    objects["page_2"] = page(2, "")
    objects["content_1"] = ("<< >>", PAGE_1.encode())
    objects["content_2"] = ("<< >>", PAGE_2.encode())
    objects["link_call"] = link(2, "120 470 130 490", "Note 1")
    objects["link_entry"] = link(3, "50 298 100 310", "La suite, page 2")
    objects["outline"] = "<< /Type /Outlines /First @bookmark_1 /Last @bookmark_2 /Count 2 >>"
    objects["bookmark_1"] = "<< /Title (Le titre) /Parent @outline /Next @bookmark_2 /Dest [@page_1 /Fit] >>"
    objects["bookmark_2"] = "<< /Title (La suite) /Parent @outline /Prev @bookmark_1 /Dest [@page_2 /Fit] >>"
    objects["intent"] = ("<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /Info (sRGB) "
                         "/DestOutputProfile @profile >>")
    objects["profile"] = ("<< /N 3 >>", profile(b"mntr", b"RGB "))
    objects["xmp"] = ("<< /Type /Metadata /Subtype /XML >>", xmp(
        TITLE + "\n" + DATES + "\n<pdfuaid:part>1</pdfuaid:part>\n<pdfaid:part>2</pdfaid:part>\n"
        "<pdfaid:conformance>A</pdfaid:conformance>\n<pdfaExtension:schemas><rdf:Bag>" + DESCRIPTION +
        "</rdf:Bag></pdfaExtension:schemas>"))
    add_font(objects)
    add_structure(objects)
    return sample
