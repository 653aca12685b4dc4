"""Raised endings, small capitals and fractions are copied as typed; what is put right is copied right (rules A2.5 to
A2.8, A3.1, B1.1 of the domain)."""
import pathlib
import tempfile
import unicodedata

import pdf

SECTION = """---
template: plain
---

# Le 1er chapitre du XXe siècle

Le 1er mars, la 1re fois, **le 2d**, *les 3es*, François Ier, au XIXe et au XXe siècle. {rest}

[^a]: Note du 1er.
[^b]: Note.
"""
TYPED = "L'amende des usager‧ère‧s [1/2]{.fraction} trafic [^a][^b] fin."
WANTED = ("Le 1er chapitre du XXe siècle", "Le 1er mars, la 1re fois, le 2d, les 3es, François Ier, au XIXe et au XXe siècle.",
          "L’amende des usager·ère·s 1/2 trafic1 2 fin.", "Note du 1er.")


def main():
    faults, seen = [], 0
    with tempfile.TemporaryDirectory() as folder:
        edition = pathlib.Path(folder, "fr")
        edition.mkdir()
        (edition / "edition.yaml").write_text("title: Essai\nlanguage: fr-FR\nlayout: brochure-a4\npublisher: Nous\n",
                                              encoding="utf-8")
        (edition / "10-texte.md").write_text(SECTION.replace("{rest}", TYPED), encoding="utf-8")
        file = pathlib.Path(folder, "made.pdf")
        pdf.build(file, edition=edition)
        readers = {"pdftotext " + " ".join(options): pdf.text(file, *options)
                   for options in ((), ("-raw",), ("-layout",))}
        readers["mutool"] = pdf.run("mutool", "draw", "-q", "-F", "txt", "-o", "-", file).decode("utf-8")
    for reader, copied in readers.items():
        copied = " ".join(pdf.joined(copied).replace("\u202f", " ").split())
        for words in WANTED:
            seen += 1
            if words not in copied:
                faults.append(f"{reader}: “{words}” is not copied so, but: {copied[:400]}")
        strange = {char for char in copied if unicodedata.category(char) in ("Lm", "Co")}
        if strange:
            faults.append(f"{reader}: modifier letters {strange}")
    pdf.finish(faults, seen, "readings")


main()
