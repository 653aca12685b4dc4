"""What is heard of the screen file (rules X1 to X7): readings of forms beside the text or, with --speech=actualtext, in its
place; words of the glossary at their first use in a section; numbers, note calls and raised letters."""
import re
import subprocess
import tempfile
from pathlib import Path

import pdf

EDITION = """title: Essai
language: fr-FR
layout: brochure-a4
publisher: Nous
glossary:
  ASUD: Autosupport des usagers de drogues
  OFDT: Observatoire français des drogues
"""
SECTIONS = {"10-un.md": """---
template: chapter
---

# Les usager·ère·s

L’OFDT compte 600 000 consommateur·trice·s en 2024[^a] ; l’OFDT le dit, et l’Autosupport des usagers de drogues (ASUD) aussi.
Le 1er mai.

Le plus souvent, pour être certain qu’un groupe passe à la ligne, il en faut plusieurs de suite : un·e petit·e revendeur·euse,
des petit·e·s consommateur·trice·s occasionnel·le·s, des petit·e·s magistrat·e·s, des grand·e·s avocat·e·s débutant·e·s,
tous les nouveaux·elles petit·e·s professionnel·le·s expérimenté·e·s, des habitant·e·s et citoyen·ne·s engagé·e·s, enfin.

[^a]: Une note.
""", "20-deux.md": """---
template: chapter
---

# Suite

Encore l’OFDT. Voir [la part des élu·e·s](#parts).

::: {.chart #parts alt="La part des élu·e·s"}
| Qui | Part |
|---|---:|
| Nous | 3 |
:::
"""}
GROUP = "petits consommateurs occasionnels et petites consommatrices occasionnelles"


def made(folder, *options):
    edition = Path(folder, "fr")
    edition.mkdir(exist_ok=True)
    for name, text in {"edition.yaml": EDITION, **SECTIONS}.items():
        (edition / name).write_text(text, encoding="utf-8")
    file = Path(folder, "".join(options).strip("-") or "plain").with_suffix(".pdf")
    pdf.build(file, *options, edition=edition)
    return file


def said(file, key):
    """The texts of an entry of all structure elements, and how often it stands in the content with each text."""
    objects = pdf.objects(file)
    entries = [entry.get("value") for entry in objects.table.values() if isinstance(entry.get("value"), dict)]
    texts = [(entry["/S"][1:], pdf.spoken(entry[key])) for entry in entries if "/S" in entry and key in entry]
    content = []
    for page in objects.pages:
        stream = pdf.content(file, objects.find(page))
        for found in re.findall(rb"/Span<</MCID \d+" + key.encode() + rb"\(\xfe\xff(|.*?[^\\])\)>>BDC", stream, re.S):
            content.append(re.sub(rb"\\(.)", rb"\1", found).decode("utf-16-be"))
    return texts, content


def flat(file):
    return re.sub(r"\s+", " ", pdf.joined(pdf.text(file)))


def heard_faults(file):
    """What stands in for a picture or a link is never seen: its forms are read."""
    objects = pdf.objects(file)
    entries = [entry.get("value") for entry in objects.table.values() if isinstance(entry.get("value"), dict)]
    for key, wanted in (("/Alt", "La part des élus et élues"), ("/Contents", "la part des élus et élues")):
        found = [pdf.spoken(entry[key]) for entry in entries if str(entry.get(key)).startswith(("u:", "b:"))]
        if wanted not in found:
            yield f"X1: {key} is {found}"


def plain_faults(file):
    elements, content = said(file, "/E")
    texts = [text for _, text in elements]
    copied = flat(file)
    if sorted(texts) != sorted(content):
        yield f"X1: {set(texts) ^ set(content)} is said by the element or in its content alone"
    if "usagers et usagères" not in texts or "usager·ère·s" not in copied or "usagères" in copied:
        yield "X1: a form is not read beside its text"
    if texts.count(GROUP) != 1:
        yield f"X3: the group is no one element: {texts}"
    words = [text for text in texts if "Observatoire" in text or "Autosupport" in text]
    if words != ["Observatoire français des drogues"] * 2:
        yield f"X4: OFDT is told once a section, ASUD is told by the text: {words}"
    if "600 000" not in pdf.text(file):
        yield "X5: a number's groups have no plain space between them"
    if ("Link", "note 1") not in elements:
        yield "X6: the call is not said to be one"
    if "1er mai" not in copied:
        yield "X7: raised letters are not plain ones"


def replaced_faults(file):
    elements, content = said(file, "/ActualText")
    texts = [text for _, text in elements]
    copied = flat(file)
    if sorted(texts) != sorted(filter(None, content)):
        yield f"X2: {set(texts) ^ set(content)} replaces by the element or in its content alone"
    if said(file, "/E")[0]:
        yield "X2: /E stands beside /ActualText"
    if "·" in copied.replace("Les usager·ère·s", "", 1) or "usagers et usagères" not in copied:  # one is a running head
        yield f"X2: a form is copied as typed: {copied}"
    if copied.count(GROUP) != 1:
        yield f"X3: a group over two lines is not copied once: {copied}"
    if copied.count("OFDT (Observatoire français des drogues)") != 2 or copied.count("OFDT") != 3:
        yield f"X4: the glossary's word is not told with its meaning: {copied}"
    if "2024 (note 1)" not in copied:
        yield f"X6: the call melts into the number before it: {copied}"


def main():
    with tempfile.TemporaryDirectory() as folder:
        plain = made(folder)
        faults = list(plain_faults(plain)) + list(heard_faults(plain)) + list(replaced_faults(made(folder, "--speech=actualtext")))
        actual = Path(folder, "brochure.pdf")
        pdf.build(actual, "--speech=actualtext")
        done = subprocess.run([pdf.MAQUETTE, "preflight", actual], capture_output=True, text=True)
        if "pdf/ua-1: met" not in done.stdout or "pdf/a-2a: met" not in done.stdout or "X2 doubtful" not in done.stdout:
            faults.append(f"X2: preflight of readings in the place of forms:\n{done.stdout}")
        if any("·" in line for line in pdf.text(actual).splitlines()):
            faults.append("X2: a form of the brochure is copied as typed")
    pdf.finish(faults, 2, "files")


main()
