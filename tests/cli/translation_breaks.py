"""Breaks a translation in the ways that translators break one, one at a time, and looks at what check says: the code
and the line of each report. One mistake is one report, where it can be mended; the rest of the edition goes on being
shown. An accepted translation says nothing before it is broken.

A break is a name, what is done to the files, and the reports: "FILE:LINE CODE", in order. `preview` must show pages
after all of them but those of SILENT_PAGES.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

ROOT = Path(os.environ.get("MAQUETTE_SOURCE_DIR") or Path(__file__).resolve().parents[2])
MAQUETTE = os.environ.get("MAQUETTE") or str(ROOT / "build" / "maquette")

SETTINGS = "title: {title}\nlanguage: {language}\nlayout: brochure-a4\npublisher: Nous\n{more}"
SOURCE_GLOSSARY = "glossary:\n  OFDT: observatoire\n  ONU: Nations unies\n"
GLOSSARY = "glossary:\n  OFDT: observatory\n  UN: United Nations\n"
SOURCE = """---
template: plain
---

# Un titre

Le premier texte dit 585 mots, puis 1 234,5 mots.[^budget]
Il en dit 81 % en 2024, de 10 à 12 fois.

Le deuxième texte mène [à la page {page}](#boite) et [dehors](https://a.example/fr).

## Une partie

Le troisième texte est tout simple et va son chemin.

Le quatrième texte va le sien, avec 77 mots.[^autre]

- Le premier point dit 3 choses.
- Le deuxième point en dit 4.
- Le troisième point en dit 5.

::: {.encadre #boite}
### Le titre de la boîte

Le texte de la boîte tient en 6 mots.
:::

## Une autre partie

| Objet | Part |
|---|---:|
| Usage simple | 78 |
| Trafic | 13 |

Le dernier texte se tient derrière tous les autres.

[^budget]: La première note nomme 1918 livres.

[^autre]: La seconde note en nomme 1919.
"""
TRANSLATION = """---
template: plain
---

# A title

The first text says 585 words, then 1,234.5 words.[^budget]
It says 81% of them in 2024, from 10 to 12 times.

The second text leads [to page {page}](#boite) and [outside](https://a.example/fr).

## A part

The third text is quite simple and goes its way.

The fourth text goes its own, with 77 words.[^autre]

- The first item says 3 things.
- The second item says 4.
- The third item says 5.

::: {.encadre #boite}
### The title of the box

The text of the box has room in 6 words.
:::

## Another part

| Thing | Share |
|---|---:|
| Simple use | 78 |
| Trafficking | 13 |

The last text stands behind all the others.

[^budget]: The first note names 1918 books.

[^autre]: The second note names 1919.
"""
SOURCE_MORE = """---
template: plain
---

# Une suite

Un texte de la suite, avec 21 mots.

Un autre, avec 22 mots, du 3 mai 2024.

Le *[Krieg]{lang=de}* et les *[fake news]{lang=en}* coûtent 12 €, soit 7 ‰ du reste et 1,5 million, selon l’OFDT.

::: {.encadre place=bottom}
Le texte d’une autre boîte, en 9 mots.
:::
"""
TRANSLATION_MORE = """---
template: plain
---

# More

A text that goes on, with 21 words.

Another, with 22 words, of 3 May 2024.

The *[Krieg]{lang=de}* and *fake news* cost €12, or 7‰ of the rest and 1.5 million, says the OFDT.

::: {.encadre place=bottom}
The text of another box, in 9 words.
:::
"""


# ---- what can be done to a file ----

def change(name, old, new):
    """Every break finds what it breaks, or it is no test."""
    def act(content):
        path = content / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{name} does not say {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return act


def text(old, new):
    return change("en/10-text.md", old, new)


def more(old, new):
    return change("en/20-more.md", old, new)


def source(old, new):
    return change("fr/10-texte.md", old, new)


def edition(old, new):
    return change("en/edition.yaml", old, new)


def as_bytes(name, make):
    def act(content):
        path = content / name
        path.write_bytes(make(path.read_bytes()))
    return act


def both(*acts):
    def act(content):
        for one in acts:
            one(content)
    return act


def rename(old, new):
    return lambda content: (content / old).rename(content / new)


def remove(name):
    return lambda content: (content / name).unlink()


THIRD = "The third text is quite simple and goes its way.\n\n"
FOURTH = "The fourth text goes its own, with 77 words.[^autre]\n\n"
BOX = "::: {.encadre #boite}\n"
T = "en/10-text.md:"
M = "en/20-more.md:"
E = "en/edition.yaml:"

BREAKS = [
    # texts
    ("a paragraph deleted", text(THIRD, ""), [T + "12 translation-text-missing"]),
    ("one with a note deleted", text(FOURTH, ""), [T + "14 translation-text-missing"]),
    ("a paragraph doubled", text(THIRD, THIRD + THIRD), [T + "16 translation-text-twice"]),
    ("a paragraph moved", both(text(THIRD, ""), text("The last text", THIRD + "The last text")),
     [T + "33 translation-text-moved"]),
    ("a paragraph divided", text("[^budget]\nIt", "[^budget]\n\nIt"), [T + "9 translation-text-divided"]),
    ("two paragraphs joined", text("way.\n\nThe fourth", "way.\nThe fourth"), [T + "14 translation-text-joined"]),
    ("a paragraph in French", text(THIRD, "Le troisième texte est tout simple et va son chemin.\n\n"),
     [T + "14 translation-text-untouched"]),
    ("a line in French", text("It says 81% of them in 2024, from 10 to 12 times.",
                              "Il en dit 81 % en 2024, de 10 à 12 fois."), [T + "8 translation-text-partly"]),
    ("a heading in French again", text("# A title", "# Un titre"), [T + "5 translation-text-untouched"]),
    ("the title in French again", edition("Trial", "Essai"), [E + "1 translation-text-untouched"]),
    ("a list item lost", text("- The second item says 4.\n", ""), [T + "18 translation-text-missing"]),
    ("a row lost", text("| Simple use | 78 |\n", ""), [T + "30 translation-text-missing"]),
    ("a cell added", text("| 78 |", "| 78 | 79 |"), [T + "32 translation-cells-differ"]),
    ("a heading that is none", text("## A part", "A part"), [T + "12 translation-heading-lost"]),
    ("a heading of another level", text("## Another", "#### Another"), [T + "28 translation-level-differs"]),
    # notes, links, ids
    ("a call deleted", text("[^autre]\n", "\n"), [T + "16 translation-note-missing"]),
    ("a call mistyped", text("[^autre]\n", "[^autrre]\n"), [T + "16 note-undefined"]),
    ("a note's text lost", text("\n[^autre]: The second note names 1919.\n", ""), [T + "16 note-unwritten"]),
    ("a note's name mistyped", text("[^autre]:", "[^autrre]:"), [T + "16 note-undefined"]),
    ("a link's address changed", text("a.example/fr", "b.example/fr"), [T + "10 translation-target-differs"]),
    ("a reference mistyped", text("(#boite)", "(#boitte)"), [T + "10 link-unknown"]),
    ("a page reference lost", text("{page}", "5"), [T + "10 translation-reference-missing"]),
    ("an id lost", text(" #boite}", "}"), [T + "10 link-targetless"]),
    ("an id mistyped", text("#boite}", "#boitte}"), [T + "10 link-unknown", T + "22 translation-id-differs"]),
    # figures
    ("a figure turned round", text("585", "558"), [T + "7 translation-number-differs"]),
    ("a figure written as the source does", text("1,234.5", "1.234,5"), [T + "7 translation-number-written"]),
    ("a figure in other digits", text("585", "٥٨٥"), []),
    ("a range", text("10 to 12", "10–12"), []),
    ("a range changed", text("10 to 12", "10–13"), [T + "8 translation-number-differs"]),
    ("a date changed", more("3 May", "4 May"), [M + "9 translation-number-differs"]),
    ("a month changed", more("3 May", "3 June"), [M + "9 translation-target-differs"]),
    ("a date in figures", more("3 May 2024", "3/5/2024"), [M + "9 translation-number-extra"]),
    ("a million lost", more("1.5 million", "1.5"), [M + "11 translation-number-differs"]),
    ("a billion for a million", more("1.5 million", "1.5 billion"), [M + "11 translation-number-differs"]),
    ("a million in thousands", more("1.5 million", "1,500 thousand"), []),
    ("a million in figures", more("1.5 million", "1,500,000"), []),
    ("a percent sign lost", text("81%", "81"), [T + "8 translation-number-differs"]),
    ("percent in words", text("81%", "81 per cent"), []),
    ("a percent sign too many", text("585", "585%"), [T + "7 translation-number-differs"]),
    ("per mille for percent", text("81%", "81‰"), [T + "8 translation-number-differs"]),
    ("percent for per mille", more("7‰", "7%"), [M + "11 translation-number-differs"]),
    ("the Arabic percent sign", text("81%", "81٪"), [T + "8 glyph-missing"]),
    ("a currency lost", more("€12", "12"), [M + "11 translation-currency-missing"]),
    ("a currency in words", more("€12", "12 euros"), []),
    ("another currency in words", more("€12", "12 dollars"), [M + "11 translation-target-differs"]),
    ("another currency", more("€12", "$12"), [M + "11 translation-target-differs"]),
    ("a currency more", text("585 words", "€585 of words"), []),
    ("a figure in words", text("6 words", "six words"), [T + "25 translation-number-missing"]),
    # boxes
    ("a box's last line lost", text("6 words.\n:::\n", "6 words.\n"), [T + "22 div-not-closed"]),
    ("a box's class changed", text(".encadre", ".chapeau"), [T + "23 translation-box-differs"]),
    ("a box's class mistyped", text(".encadre", ".encardre"), [T + "22 unknown-box"]),
    ("a box lost", both(text(BOX, ""), text("6 words.\n:::\n", "6 words.\n")),
     [T + "10 link-targetless", T + "22 translation-box-missing"]),
    ("a box's place lost", more(" place=bottom", ""), [M + "13 translation-attribute-missing"]),
    ("a box at another place", more("place=bottom", "place=top"),
     [M + "2 translation-section-longer", M + "13 translation-target-differs"]),
    ("a box's place mistyped", more("place=bottom", "place=botom"), [M + "13 place-unknown"]),
    ("a box's attribute mistyped", more("place=bottom", "plase=bottom"), [M + "13 attribute-unknown"]),
    ("a box at a place of its own", text("#boite}", "#boite place=here}"), []),
    # languages of words, the glossary
    ("a foreign word's language lost", more("[Krieg]{lang=de}", "Krieg"), [M + "11 translation-language-missing"]),
    ("a foreign word's language mistyped", more("lang=de", "lnag=de"), [M + "11 attribute-unused"]),
    ("a foreign word more", text("quite simple", "quite [simple]{lang=fr}"), []),
    ("a word of the glossary lost", edition("  OFDT: observatory\n", ""),
     [E + "7 translation-glossary-missing"]),
    ("the glossary lost", edition(GLOSSARY, ""),
     [E + "1 translation-glossary-missing"]),
    ("a word of the glossary that is not said here", edition("  UN: United Nations\n", ""), []),
    # files and settings
    ("a file missing", remove("en/20-more.md"), [E + "5 translation-file-missing"]),
    ("a file renamed", rename("en/20-more.md", "en/20-still-more.md"), []),
    ("a file in another order", rename("en/20-more.md", "en/05-more.md"), ["en/05-more.md:5 translation-text-moved"]),
    ("a template mistyped", text("template: plain", "template: plian"), [T + "2 unknown-template"]),
    ("a setting mistyped", text("template: plain", "templat: plain"), [T + "2 yaml-unknown-key"]),
    ("another template", change("en/20-more.md", "template: plain", "template: chapter"),
     ["en/20-more.md:2 translation-template-differs", "en/20-more.md:7 drop-cap-omitted"]),
    ("settings that are not closed", text("template: plain\n---\n", "template: plain\n"),
     [T + "1 front-matter-not-closed"]),
    ("no title", edition("title: Trial\n", ""), [E + "1 edition-key-missing"]),
    # the source has changed
    ("a comma in the source", source("simple et", "simple, et"), [T + "14 translation-text-stale"]),
    ("a figure in the source", source("77", "88"), [T + "16 translation-stale-differs"]),
    ("a sentence in the source", source("son chemin.", "son chemin. Une phrase de plus."),
     [T + "14 translation-text-stale"]),
    ("a paragraph in the source", source("Le dernier", "Un texte de plus, avec 99 mots.\n\nLe dernier"),
     [T + "33 translation-text-missing"]),
    # the ledger and the source's name
    ("the ledger deleted", remove("en/translated.yaml"), []),
    ("the ledger in two versions",
     as_bytes("en/translated.yaml", lambda old: old.replace(b"10-text/a-title:", b"<<<<<<< a\n10-text/a-title:", 1)
              .replace(b"10-text/a-title/2:", b"=======\nx: y\n>>>>>>> b\n10-text/a-title/2:", 1)),
     ["en/translated.yaml:7 conflict-left"]),
    ("the ledger damaged", as_bytes("en/translated.yaml", lambda old: old + b"{[\n"),
     ["en/translated.yaml:* ledger-damaged"]),
    ("the ledger not UTF-8", as_bytes("en/translated.yaml", lambda old: old + b"\xff\n"),
     ["en/translated.yaml:* ledger-damaged"]),
    ("no source", edition("source: ../fr\n", ""), [E + "1 translation-ledger-alone"]),
    ("a source that is not there", edition("../fr", "../fx"), [E + "5 translation-source-missing"]),
    ("a source outside", edition("../fr", "../../../../etc"), [E + "5 translation-source-missing"]),
    ("itself as the source", edition("../fr", "../en"), [E + "5 translation-source-missing"]),
    # bytes
    ("a byte that is not UTF-8", as_bytes("en/10-text.md", lambda old: old.replace(b"third", b"th\xefrd")),
     [T + "14 text-not-utf8"]),
    ("a byte order mark", as_bytes("en/10-text.md", lambda old: b"\xef\xbb\xbf" + old), []),
    ("lines of Windows", as_bytes("en/10-text.md", lambda old: old.replace(b"\n", b"\r\n")), []),
    ("decomposed letters",
     as_bytes("en/10-text.md", lambda old: unicodedata.normalize("NFD", old.decode()).encode()), []),
    ("two versions of a line",
     text(THIRD, "<<<<<<< ours\n" + THIRD.strip() + "\n=======\nA third text.\n>>>>>>> theirs\n\n"),
     [T + "14 conflict-left"]),
    # languages and fonts
    ("a language without rules", edition("language: en-GB", "language: tlh"), [E + "2 language-rules-wanted"]),
    ("letters that no font has", text("quite simple", "quite 麻药 simple"), [T + "14 glyph-missing"]),
    ("an empty folder", both(*(remove("en/" + name) for name in
                               ("10-text.md", "20-more.md", "edition.yaml", "translated.yaml"))),
     ["- edition-file-missing"]),
]
# Nothing can be read, or no more than the settings.
SILENT_PAGES = {"an empty folder", "a byte that is not UTF-8"}


# ---- running ----

def make_project(folder):
    for name in ("layouts", "fonts"):
        (folder / name).symlink_to(ROOT / name)
    files = {
        "fr/edition.yaml": SETTINGS.format(title="Essai", language="fr-FR", more=SOURCE_GLOSSARY),
        "fr/10-texte.md": SOURCE,
        "fr/20-suite.md": SOURCE_MORE,
        "en/edition.yaml": SETTINGS.format(title="Trial", language="en-GB", more="source: ../fr\n" + GLOSSARY),
        "en/10-text.md": TRANSLATION,
        "en/20-more.md": TRANSLATION_MORE,
    }
    for name, body in files.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")


def run(folder, *arguments):
    return subprocess.run([MAQUETTE, *arguments], cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, check=False,
                          env={**os.environ, "LC_ALL": "C.UTF-8"})


def reports(folder):
    done = run(folder, "check", "content/en", "--diagnostics", "json")
    assert done.returncode in (0, 1, 2), f"status {done.returncode}"
    found = []
    for report in json.loads(done.stderr.decode("utf-8")):
        place = report.get("path")
        assert report["level"] == "note" or report.get("hint"), f"no way out: {report}"
        found.append(f"{place.removeprefix('content/')}:{report['line']} {report['code']}" if place else
                     f"- {report['code']}")
    return found


def alike(found, wanted):
    return len(found) == len(wanted) and all(
        a == b or (":* " in b and a.split(":")[0] + ":* " + a.split()[-1] == b) for a, b in zip(found, wanted))


def try_break(folder, name, act, wanted):
    faults = []
    act(folder / "content")
    try:
        found = reports(folder)
        if not alike(found, wanted):
            faults.append(f"{name}: {found} instead of {wanted}")
    except AssertionError as fault:
        faults.append(f"{name}: {fault}")
    french = run(folder, "check", "content/en", "--messages", "fr").stderr.decode("utf-8")
    if wanted and "piste\u00a0:" not in french and "note\u00a0:" not in french:
        faults.append(f"{name}: nothing to do in French: {french}")
    shown = run(folder, "preview", "content/en", "--page", "1", "-o", "page.svg").returncode >= 0
    shown = shown and (folder / "page.svg").exists()
    if shown == (name in SILENT_PAGES):
        faults.append(f"{name}: {'pages' if shown else 'no page'} shown")
    return faults


def main():
    faults = []
    with tempfile.TemporaryDirectory() as work:
        whole = Path(work) / "whole"
        whole.mkdir()
        make_project(whole)
        accepted = run(whole, "check", "content/en", "--accept")
        assert accepted.returncode == 0, accepted.stderr.decode()
        assert reports(whole) == [], reports(whole)
        for name, act, wanted in BREAKS:
            if sys.argv[1:] and name not in sys.argv[1:]:
                continue
            broken = Path(work) / "broken"
            shutil.rmtree(broken, ignore_errors=True)
            shutil.copytree(whole, broken, symlinks=True)
            faults += try_break(broken, name, act, wanted)
    print(*faults, sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
