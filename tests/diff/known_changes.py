"""What `maquette diff` names as the first cause of a known change, between two editions and between their snapshots.

Each change is made to a copy of a small project: an edition of three sections with a box, notes, a list, a table, a
picture, a chart from a file and running heads, in the layout of the page cases. The first cause has to be exactly what was
changed; what else a change may name is said with it, and nothing else may be named. Changes that no page shows are none.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import png
from run_case import ROOT, maquette_path

FONT = "truetype/vollkorn/Vollkorn-Regular.ttf"

FILES = {
    "edition.yaml": "title: Essai de comparaison\nlanguage: fr-FR\nlayout: essai\npublisher: Nous\n",
    "10-un.md": """---
template: plain
---

# Premier titre

La loi punit les usager·ère·s depuis longtemps, et personne ne sait plus très bien pourquoi elle a été votée ainsi.

Les moyens vont à la police[^budget] plutôt qu’à la santé, ce que disent [toutes les sources](https://exemple.fr/un).

## Un intertitre

Une commission a rendu son rapport au gouvernement, qui ne l’a pas rendu public avant la fin de la session parlementaire.

![Une carte du pays](carte.png)

La suite du texte revient sur ce que la carte montre, et sur ce qu’elle ne montre pas du tout.

[^budget]: Projet de loi de finances, annexe.
""",
    "20-deux.md": """---
template: chapter
---

# Deuxième titre

Anticonstitutionnellement parlant, les associations demandent une politique globale, juste et efficace pour chacun·e.

::: {.encadre #chiffres}
### Des chiffres

Un encadré dit des chiffres que le texte ne dit pas.
:::

- Un premier point qui tient sur une ligne ou deux ([voir page {page}](#trois)).
- Un deuxième point, plus court[^source].

Le dernier paragraphe de la section ferme la marche sans rien ajouter de neuf à ce qui précède.

[^source]: Enquête annuelle.
""",
    "30-trois.md": """---
template: plain
---

# Troisième titre {#trois}

| Année | Budget |
|---|---:|
| 2018 | 585 |
| 2024 | 1 200 |

::: {.chart unit="%" src=parts.csv alt="Deux barres."}
La part de chaque infraction.
:::

Une conclusion courte, en une phrase que l’on retient.
""",
    "parts.csv": "Objet;Part\nUsage simple;81\nTrafic;9\n",
}


def picture(width, height, shade):
    return png.encode(width, height, [bytearray([shade, 200, 200] * width) for _ in range(height)])


class Project:
    """A project in a folder, with its edition."""

    def __init__(self, folder):
        self.folder, self.edition = Path(folder), Path(folder, "essai")
        shutil.copytree(ROOT / "layouts", self.folder / "layouts")
        shutil.copytree(ROOT / "fonts", self.folder / "fonts")
        shutil.copy(ROOT / "tests/page/common/layouts/essai.yaml", self.folder / "layouts")
        self.edition.mkdir()
        for name, text in FILES.items():
            (self.edition / name).write_text(text, encoding="utf-8")
        (self.edition / "carte.png").write_bytes(picture(60, 20, 90))

    def replace(self, name, old, new):
        """Replaces a text that stands there once: of a file of the edition, or of layouts/ or fonts/."""
        path = self.folder / name if "/" in name else self.edition / name
        text = path.read_text(encoding="utf-8")
        if text.count(old) != 1:
            sys.exit(f"{name} holds {old!r} {text.count(old)} times")
        path.write_text(text.replace(old, new), encoding="utf-8")

    def line(self, name, words):
        lines = (self.edition / name).read_text(encoding="utf-8").split("\n")
        return next(number for number, line in enumerate(lines, 1) if words in line)


def edit(name, old, new):
    return lambda project: project.replace(name, old, new)


def change_font(project):
    """A file of another checksum below a root of its own, as another release of the package brings it."""
    roots = project.folder / "fonts/files"
    made = roots / FONT
    made.parent.mkdir(parents=True)
    made.write_bytes(Path("/usr/share/fonts", FONT).read_bytes() + b"\0\0\0\0")
    digest = subprocess.run(["sha256sum", made], stdout=subprocess.PIPE, check=True).stdout.decode()[:64]
    catalogue = project.folder / "fonts/fonts.yaml"
    text = re.sub(r"(Vollkorn-Regular\.ttf.*\n\s*sha256: )[0-9a-f]+", rf"\g<1>{digest}", catalogue.read_text(encoding="utf-8"))
    catalogue.write_text(text.replace("roots: [", f"roots: [{roots}, "), encoding="utf-8")


def swap_font(project):
    """Another file for the same face of the catalogue."""
    digest = subprocess.run(["sha256sum", Path("/usr/share/fonts") / FONT.replace("Regular", "Medium")],
                            stdout=subprocess.PIPE, check=True).stdout.decode()[:64]
    catalogue = project.folder / "fonts/fonts.yaml"
    text = re.sub(r"Vollkorn-Regular(\.ttf.*\n\s*sha256: )[0-9a-f]+", rf"Vollkorn-Medium\g<1>{digest}",
                  catalogue.read_text(encoding="utf-8"))
    catalogue.write_text(text, encoding="utf-8")


def change_picture(project):
    (project.edition / "carte.png").write_bytes(picture(60, 20, 91))


def enlarge_picture(project):
    (project.edition / "carte.png").write_bytes(picture(60, 40, 90))


def rename_picture(project):
    (project.edition / "carte.png").rename(project.edition / "plan.png")
    project.replace("10-un.md", "carte.png", "plan.png")


def move_section(project):
    (project.edition / "10-un.md").rename(project.edition / "40-un.md")


def remove_section(project):
    (project.edition / "20-deux.md").unlink()


def move_paragraph(project):
    project.replace("10-un.md", "La suite du texte revient sur ce que la carte montre, et sur ce qu’elle ne montre pas du tout.\n\n", "")
    project.replace("10-un.md", "## Un intertitre",
                    "La suite du texte revient sur ce que la carte montre, et sur ce qu’elle ne montre pas du tout.\n\n## Un intertitre")


def comments(project):
    for name in ("layouts/essai.yaml", "layouts/languages/fr.yaml", "fonts/fonts.yaml"):
        path = project.folder / name
        path.write_text("# Une remarque.\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    project.replace("layouts/essai.yaml", "margins: {inside: 12mm, outside: 14mm, top: 12mm, bottom: 16mm}",
                    "margins:   # autrement\n  inside: '12mm'\n  outside: \"14mm\"\n  top: 12mm\n  bottom: 16mm")
    project.replace("10-un.md", "# Premier titre", "<!-- rien -->\n\n\n# Premier titre")


def order_of_keys(project):
    project.replace("layouts/essai.yaml", "{columns: 2, headings: {1: title, 2: heading, 3: heading}, text: body,",
                    "{text: body, headings: {3: heading, 2: heading, 1: title}, columns: 2,")
    project.replace("layouts/essai.yaml", "{leading: 12pt, first-baseline: 44pt, columns: 2, gutter: 6mm}",
                    "{gutter: 6mm, columns: 2, first-baseline: 44pt, leading: 12pt}")
    project.replace("edition.yaml", "publisher: Nous\n", "")
    project.replace("edition.yaml", "title:", "publisher: Nous\ntitle:")


def line_ends(project):
    for name in ("10-un.md", "parts.csv", "edition.yaml"):
        path = project.edition / name
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


# (what is changed, how, the first cause, what else may be named); {words} stands for the number of the line of the new file,
# or of the old one where the new one has no such words, and P for any page.
CHANGES = [
    ("a word", edit("10-un.md", "personne ne sait", "nul ne sait"),
     "10-un.md:{La loi punit}, page P: text edited: “personne” → “nul”", ()),
    ("two words apart", edit("10-un.md", "Une commission a rendu son rapport", "Une mission a remis son rapport"),
     "10-un.md:{Une mission}, page P: text edited: “commission a rendu” → “mission a remis”", ()),
    ("the word at a drop cap", edit("20-deux.md", "Anticonstitutionnellement", "Constitutionnellement"),
     "20-deux.md:{Constitut}, page P: text edited: “Anticonstitutionnellement” → “Constitutionnellement”", ()),
    ("a margin", edit("layouts/essai.yaml", "outside: 14mm", "outside: 16mm"),
     "layout changed, margins/outside: “14mm” → “16mm”", ()),
    ("two margins", edit("layouts/essai.yaml", "inside: 12mm, outside: 14mm", "inside: 13mm, outside: 13mm"),
     "layout changed, margins: “{inside: 12mm, outside: 14mm}” → “{inside: 13mm, outside: 13mm}”", ()),
    ("a font file", change_font, f"font changed, {FONT}", ()),
    ("another font file", swap_font, f"font changed, Vollkorn 400 roman: “{FONT}” → “{FONT.replace('Regular', 'Medium')}”", ()),
    ("a note", lambda p: (p.replace("10-un.md", "Une commission a", "Une commission[^neuve] a"),
                          p.replace("10-un.md", "[^budget]: Projet", "[^neuve]: Une source.\n\n[^budget]: Projet")),
     "10-un.md:{Une commission}, page P: text edited: “commission” → “commission[^2]”",
     ("10-un.md:{[^neuve]: Une}, page P: appeared (note): “Une source.”",)),
    ("the text of a note", edit("20-deux.md", "Enquête annuelle", "Enquête de mai"),
     "20-deux.md:{Enquête}, page P: text edited: “annuelle.” → “de mai.”", ()),
    ("a picture's pixels", change_picture, "10-un.md:{carte.png}, page P: picture changed, carte.png", ()),
    ("a picture's height", enlarge_picture, "10-un.md:{carte.png}, page P: picture changed, carte.png", ()),
    ("a picture's name", rename_picture,
     "10-un.md:{plan.png}, page P: another picture or description: “carte.png” → “plan.png”", ()),
    ("a picture's description", edit("10-un.md", "Une carte du pays", "Une carte de la région"),
     "10-un.md:{carte.png}, page P: another picture or description: “du pays” → “de la région”", ()),
    ("a picture's width", edit("10-un.md", "(carte.png)", "(carte.png){width=40%}"),
     "10-un.md:{carte.png}, page P: attributes changed, width: added “40%”", ()),
    ("a hyphenation exception", edit("layouts/languages/fr.yaml", "exceptions: [in-ter-es-pè-ces]", "exceptions: [in-ter-es-pè-ces, par-le-men-taire]"),
     
     "language rule changed, fr/hyphenation/exceptions: “[in-ter-es-pè-ces]” → “[in-ter-es-pè-ces, par-le-men-taire]”", ()),
    ("a language's space", edit("layouts/languages/fr.yaml", "thin:  {width: 166,", "thin:  {width: 200,"),
     "language rule changed, fr/spaces/thin/width: “166” → “200”", ()),
    ("a long list of a language", edit("layouts/languages/fr.yaml", "months: [janvier, ", "months: [janvier, pluvio, "),
     "language rule changed, fr/lists/months", ()),
    ("a style's colour", edit("layouts/essai.yaml", "title:   {font: Lato, weight: 900,", "title:   {font: Lato, colour: accent, weight: 900,"),
     
     "layout changed, text/title/colour: added “accent”", ()),
    ("a style's size", edit("layouts/essai.yaml", "{font: Vollkorn, size: 9pt", "{font: Vollkorn, size: 9.2pt"),
     "layout changed, text/body/size: “9pt” → “9.2pt”", ()),
    ("a colour", edit("layouts/essai.yaml", "at: 12%", "at: 15%"),
     "layout changed, colours/tint/at: “12%” → “15%”", ()),
    ("a running head", edit("layouts/essai.yaml", 'outside: "{section}"', 'outside: "{publisher}"'),
     "layout changed, templates/chapter/head/outside: “{section}” → “{publisher}”", ()),
    ("a heading's level", edit("10-un.md", "## Un intertitre", "### Un intertitre"),
     "10-un.md:{Un intertitre}, page P: is something else: “heading 2” → “heading 3”", ()),
    ("an added box", edit("10-un.md", "La suite du texte", "::: {.encadre}\n### Neuf\n\nUn encadré de plus.\n:::\n\nLa suite du texte"),
     
     "10-un.md:{### Neuf}, page P: appeared (heading 3, 2 blocks): “Neuf”", ()),
    ("the style of a box", edit("20-deux.md", "{.encadre #chiffres}", "{.inside #chiffres}"),
     "20-deux.md:{#chiffres}, page P: attributes changed, class: “encadre” → “inside”", ()),
    ("the place of a box", edit("20-deux.md", "{.encadre #chiffres}", "{.encadre #chiffres place=top}"),
     "20-deux.md:{#chiffres}, page P: attributes changed, place: added “top”", ()),
    ("a box that takes a page, and the number of a reference",
     edit("20-deux.md", "{.encadre #chiffres}", "{.encadre #chiffres place=page}"),
     "20-deux.md:{#chiffres}, page P: attributes changed, place: added “page”", ()),
    ("the language of a box", edit("20-deux.md", "{.encadre #chiffres}", "{.encadre #chiffres lang=en}"),
     "20-deux.md:{#chiffres}, page P: attributes changed, lang: added “en”", ()),
    ("the id of a box", edit("20-deux.md", "{.encadre #chiffres}", "{.encadre #nombres}"),
     "20-deux.md:{#nombres}, page P: attributes changed, id: “chiffres” → “nombres”", ()),
    ("a box around a paragraph", edit("30-trois.md", "Une conclusion courte, en une phrase que l’on retient.\n",
                                      "::: {.long}\nUne conclusion courte, en une phrase que l’on retient.\n:::\n"),
     "30-trois.md:{.long}, page P: attributes changed, class: added “long”", ()),
    ("the language of words", edit("10-un.md", "son rapport au", "[son rapport]{lang=en} au"),
     "10-un.md:{Une commission}, page P: attributes changed, spans: added “[{lang: en}]”", ()),
    ("how words are read aloud", edit("10-un.md", "son rapport au", "[son rapport]{reading=\"sa thèse\"} au"),
     "10-un.md:{Une commission}, page P: attributes changed, spans: added “[{reading: sa thèse}]”", ()),
    ("the unit of a chart", edit("30-trois.md", "unit=\"%\"", "unit=\"€\""),
     "30-trois.md:{.chart}, page P: attributes changed, unit: “%” → “€”", ()),
    ("what a chart shows, in words", edit("30-trois.md", "Deux barres.", "Les deux barres."),
     "30-trois.md:{.chart}, page P: attributes changed, alt: “Deux barres.” → “Les deux barres.”", ()),
    ("the columns of a table", edit("30-trois.md", "|---|---:|", "|:---:|---:|"),
     "30-trois.md:{Année}, page P: attributes changed, columns: “left right” → “centre right”", ()),
    ("a paragraph divided", edit("10-un.md", "depuis longtemps, et personne", "depuis longtemps, et\n\npersonne"),
     "10-un.md:{La loi punit}, page P: divided in two (paragraph): “La loi punit les usager·ère·s depuis …”", ()),
    ("another name for a swatch", lambda p: (p.replace("layouts/essai.yaml", "  tint:   {of: accent", "  pale:   {of: accent"),
                                             p.replace("layouts/essai.yaml", "background: tint, inset: 6pt", "background: pale, inset: 6pt"),
                                             p.replace("layouts/essai.yaml", "bar-other: tint", "bar-other: pale")),
     "layout changed, colours: “tint” → “pale”", ()),
    ("a space that does not break", edit("10-un.md", "session parlementaire", "session\u00a0parlementaire"),
     "10-un.md:{Une commission}, page P: text edited: “session parlementaire.” → “session\\u{A0}parlementaire.”", ()),
    ("letters taken apart", edit("30-trois.md", "Troisième", "Troisie\u0300me"),
     "30-trois.md:{titre}, page P: text edited: “Troisième” → “Troisie\\u{300}me”", ()),
    ("a removed paragraph", edit("20-deux.md", "Le dernier paragraphe de la section ferme la marche sans rien ajouter de neuf à ce qui précède.\n\n", ""),
     
     "20-deux.md:{Le dernier}, page P: vanished (paragraph): “Le dernier paragraphe de la section …”", ()),
    ("a paragraph put elsewhere", move_paragraph,
     "10-un.md:{La suite}, page P: stands elsewhere in the sources (paragraph): “La suite du texte revient sur …”, before 10-un.md:17", ()),
    ("a moved section", move_section,
     "40-un.md:{Premier}, page P: stands elsewhere in the sources (heading 1, 8 blocks): “Premier titre”, before 10-un.md:5", ()),
    ("a removed section", remove_section,
     "20-deux.md:{Deuxième}, page P: vanished (heading 1, 8 blocks): “Deuxième titre”", ()),
    ("a section's template", edit("20-deux.md", "template: chapter", "template: plain"),
     "20-deux.md:{Deuxième}, page P: head of the section changed, 20-deux.md/template: “chapter” → “plain”", ()),
    ("an evil's weight", edit("layouts/essai.yaml", "templates:\n", "page-evils: {widow: 900}\ntemplates:\n"),
     "layout changed, page-evils: added “{widow: 900}”", ()),
    ("a number of pages", edit("edition.yaml", "publisher: Nous\n", "publisher: Nous\npages: {least: 2}\n"),
     "edition.yaml changed, pages: added “{least: 2}”", ()),
    ("the title", edit("edition.yaml", "Essai de comparaison", "Essai comparé"),
     "edition.yaml changed, title: “Essai de comparaison” → “Essai comparé”", ()),
    ("a fallback", edit("fonts/fonts.yaml", "not as a small capital I\n    fallback: [Linux Libertine]", "not as a small capital I\n    fallback: [Inter]"),
     "font fallback changed, Vollkorn: “[Linux Libertine]” → “[Inter]”", ()),
    ("a feature of a family", edit("fonts/fonts.yaml", "features: [ss11]", "features: []"),
     "font features changed, Vollkorn: “[ss11]” → “[]”", ()),
    ("a value of a chart", edit("parts.csv", "Trafic;9", "Trafic;12"),
     "parts.csv:3, page P: text edited: “9\u202f%” → “12\u202f%”", ()),
    ("a data file in other words", edit("parts.csv", "Trafic;9\n", "Trafic; 9\n"), "data file changed, parts.csv", ()),
    ("a cell", edit("30-trois.md", "| 585 |", "| 587 |"), "30-trois.md:{587}, page P: text edited: “585” → “587”", ()),
    ("an item", edit("20-deux.md", "- Un deuxième point", "- Un point entre deux.\n- Un deuxième point"),
     "20-deux.md:{Un point entre}, page P: appeared (item): “Un point entre deux.”", ()),
    ("emphasis", edit("30-trois.md", "Une conclusion courte", "Une conclusion *courte*"),
     "30-trois.md:{Une conclusion}, page P: set in other letters (paragraph): “Une conclusion courte, en une phrase …”", ()),
    ("where a link leads", edit("10-un.md", "https://exemple.fr/un", "https://exemple.fr/deux"),
     "10-un.md:{Les moyens}, page P: a link leads elsewhere: “https://exemple.fr/un” → “https://exemple.fr/deux”", ()),
    ("comments and blanks", comments, None, ()),
    ("the order of keys", order_of_keys, None, ()),
    ("line ends and a byte order mark", line_ends, None, ()),
    ("what no page shows", edit("edition.yaml", "publisher: Nous\n", "publisher: Nous\nkeywords: [un, deux]\n"),
     None, ()),
]


def run_diff(old, new):
    done = subprocess.run([maquette_path(), "diff", str(old), str(new)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def snapshot_of(project):
    file = project.folder / "made.snap"
    subprocess.run([maquette_path(), "snapshot", str(project.edition), "-o", str(file)], check=True, stderr=subprocess.DEVNULL)
    return file


def place_lines(text, old, new):
    """{words} behind a file's name becomes the number of the line that holds them."""
    def number(match):
        project = new if (new.edition / match[1]).exists() else old
        try:
            return f"{match[1]}:{project.line(match[1], match[2])},"
        except StopIteration:
            return f"{match[1]}:{old.line(match[1], match[2])},"
    return re.sub(r"^([\w.-]+):\{(.*?)\},", number, text)


def faults_of(change, old, old_snapshot, folder):
    what, make, first, others = change
    new = Project(folder)
    make(new)
    allowed = [place_lines(text, old, new) for text in (first, *others) if text]
    for pair in ((old.edition, new.edition), (old_snapshot, snapshot_of(new)), (old_snapshot, new.edition)):
        status, text, errors = run_diff(*pair)
        causes = re.findall(r"^(?:first cause|then): (.*)$", text, flags=re.M)
        plain = [re.sub(r"\bpage \d+:", "page P:", cause) for cause in causes]
        if plain != allowed or status not in (0, 1, 3) or errors or (status == 0) != (first is None):
            yield f"{what}: status {status}, {errors or ''}\n  expected: " + "\n            ".join(allowed) + "\n  found:    " + \
                "\n            ".join(plain)
            return


def main():
    faults = []
    with tempfile.TemporaryDirectory(prefix="maquette-changes-") as folder:
        old = Project(Path(folder, "old"))
        old_snapshot = snapshot_of(old)
        for number, change in enumerate(CHANGES):
            if len(sys.argv) < 2 or sys.argv[1] in change[0]:
                faults += faults_of(change, old, old_snapshot, Path(folder, f"new{number}"))
    print("\n".join(faults))
    print(f"{len(CHANGES)} changes, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
