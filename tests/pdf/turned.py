"""An edition from the right (domain rule A7): readers that are not ours give its text in the order in which it was typed,
the file says that it is bound on the right, its tags are in the order of reading, its sheets are mirrored."""
import re
import tempfile
from pathlib import Path

import pdf

EDITION = "title: تجربة\nsubtitle: ثانية\nlanguage: ar\nlayout: brochure-a4\npublisher: نحن\nissued: 2025-04-15\n"
# Words with a lam-alef, a ligature, a form with its slash, a name, numbers, marks, and a join across bold.
PLAIN = ["نشر OFDT، 2021 أن 600 000 من المستخدمين/ات لا يخالفون Ligue des droits (فرنسا) ولا الآن.",
         "سطر مع [Le Monde, 27 mars]{lang=fr} ثم [موقع](https://www.example.org/a/b) و**بال**كتاب وعبد الله في 1,5 مليار."]
# Marks that share a glyph’s place, and ل before ك, which Amiri joins with a stroke of its own.
MARKED = "مُشَدَّدٌ ومجرّد ومُستخدَم بالتشكيل وشيطانيًّا."
STROKE = "ويستهلكون المسالك لكنها."

SECTION = "---\ntemplate: plain\n---\n\n# عنوان\n\n"
MARKUP = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})|\*\*")
CONTROLS = re.compile("[\u2060\u200e\u200f\u202a-\u202e\n]")


def bare(markdown):
    return MARKUP.sub(lambda found: found.group(1) or "", markdown)


def words(text):
    return re.findall(r"\w+(?:[/.,]\w+)*", text)


def text_faults(file):
    drawn = CONTROLS.sub("", pdf.run("mutool", "draw", "-F", "txt", str(file)).decode("utf-8"))
    for paragraph in [*PLAIN, MARKED, STROKE]:
        if bare(paragraph) not in drawn:
            yield f"mutool does not give “{bare(paragraph)}” but {drawn}"
    copied = pdf.run("pdftotext", str(file), "-").decode("utf-8").replace("\u202a/\u202c", "/")
    copied = words(CONTROLS.sub(" ", copied))
    for word in words(" ".join(bare(paragraph) for paragraph in PLAIN)):
        if word not in copied and not re.match(r"\d+$", word):
            yield f"pdftotext does not give “{word}” but {copied}"
    lines = pdf.run("pdfinfo", "-struct-text", str(file)).decode("utf-8")
    told = "".join(re.findall(r'"(.*)"', lines))
    for paragraph in [*PLAIN, MARKED]:  # behind a Span, as STROKE has one, pdfinfo loses the rest of the paragraph
        if bare(paragraph) not in told:
            yield f"the tags do not give “{bare(paragraph)}” but {told}"


def catalogue_faults(file):
    objects = pdf.objects(file)
    if objects.find(objects.root.get("/ViewerPreferences", {})).get("/Direction") != "/R2L":
        yield "the file does not say that it is bound on the right"
    if "/StructTreeRoot" in objects.root:
        document = objects.find(objects.find(objects.root["/StructTreeRoot"])["/K"])
        if objects.find(document.get("/A", {})).get("/WritingMode") != "/RlTb":
            yield "the tags do not say that it is read from the right"


def column_faults(folder):
    """U16: columns that follow each other to the left are no reading up the page."""
    file = folder / "columns.pdf"
    pdf.build(file, edition="content/ar")
    said = pdf.run(pdf.MAQUETTE, "preflight", "--messages=en", str(file)).decode("utf-8")
    if "U16 ok" not in said:
        yield f"preflight doubts the order of columns: {said}"


def place_faults(file):
    """Lines begin at the right margin, which is the inner one of the first page."""
    right = max(word[3] for page in pdf.words(file) for word in page)
    if abs((210 - 22) * 72 / 25.4 - right) > 1:
        yield f"text reaches to {right}"


def sheet_faults(folder):
    """Page 1 stands left of the fold, the last page right of it."""
    for index in range(2, 5):
        (folder / f"ar/{index}0-nass.md").write_text(f"{SECTION}رقم {index}\n", encoding="utf-8")
    for name, first in (("saddle", 0), ("spreads", 1)):
        file = folder / f"{name}.pdf"
        pdf.build(file, "--output", "print", "--imposition", name, edition=folder / "ar", folder=folder)
        sheet = pdf.words(file)[first]
        middle = max(word[3] for word in sheet) / 2 + min(word[1] for word in sheet) / 2
        folios = {word[0]: word[1] for word in sheet if re.fullmatch(r"\d", word[0]) and word[2] > 700}
        left, right = ("1", "4") if name == "saddle" else ("3", "2")
        if left not in folios or right not in folios or not folios[left] < middle < folios[right]:
            yield f"{name}: page {left} does not stand left of page {right}: {folios}, {sheet[:5]}"
        yield from catalogue_faults(file)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "ar").mkdir()
        (folder / "ar/edition.yaml").write_text(EDITION, encoding="utf-8")
        (folder / "ar/10-nass.md").write_text(SECTION + "\n\n".join([*PLAIN, MARKED, STROKE]) + "\n", encoding="utf-8")
        file = folder / "ar.pdf"
        pdf.build(file, edition=folder / "ar", folder=folder)
        faults = [*text_faults(file), *catalogue_faults(file), *place_faults(file)]
        pdf.build(folder / "ar.html", "--output", "html", edition=folder / "ar", folder=folder)
        page = (folder / "ar.html").read_text(encoding="utf-8")
        for wanted in ('<html lang="ar" dir="rtl">', '<span lang="fr" dir="ltr">', '" dir="auto">موقع</a>'):
            if wanted not in page:
                faults.append(f"the web page lacks {wanted}")
        faults += sheet_faults(folder)
        faults += column_faults(folder)
    pdf.finish(faults, len(PLAIN) + 2, "paragraphs")


main()
