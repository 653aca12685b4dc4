"""The page of `maquette diff --html` in Chromium: nothing is fetched, nothing fails, the keyboard is enough, causes lead to
what follows from them and back, the slider moves the overlay, and all can be read, light and dark, narrow and without script."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import png
from browser import Browser
from reading import names_missing, too_faint
from run_case import ROOT, maquette_path

SECTIONS = {
    "10-un.md": "---\ntemplate: plain\n---\n\n# Titre\n\nLes moyens vont à la police plutôt qu’à la santé.\n\n## Suite\n\n"
                + "Un texte assez long pour tenir sur plusieurs lignes de la page, et un peu plus.\n\n" * 12,
    "20-deux.md": "---\ntemplate: chapter\n---\n\n# Autre titre\n\n" + "La deuxième section dit autre chose encore.\n\n" * 8,
}


def write_edition(folder, change=lambda text: text):
    folder.mkdir()
    (folder / "edition.yaml").write_text("title: Essai\nlanguage: fr-FR\nlayout: brochure-a4\npublisher: Nous\n", encoding="utf-8")
    for name, text in SECTIONS.items():
        (folder / name).write_text(change(text), encoding="utf-8")


def edit(text):
    return text.replace("à la police plutôt", "à une police <<secrète>> et à l’armée de l’air, sur terre comme sur mer, "
                        "et encore ailleurs, plutôt").replace("<<secrète>>", "« & » secrète")


def run_diff(*arguments):
    done = subprocess.run([maquette_path(), "diff", *map(str, arguments), "--project", str(ROOT)], stdout=subprocess.PIPE,
                          env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)
    return done.stdout.decode("utf-8")


class Checks:
    def __init__(self):
        self.faults, self.count = [], 0

    def ask(self, what, found, expected):
        self.count += 1
        if found != expected:
            self.faults.append(f"{what}: {found!r}, not {expected!r}")

    def quiet(self, what, page):
        self.ask(f"{what}: the console", page.troubles, [])
        self.ask(f"{what}: fetched", page.fetched, [])


FOCUS = "document.activeElement.id"
OUTLINED = "(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; })()"
ON_SCREEN = ("(() => { const r = document.activeElement.getBoundingClientRect();"
             " return r.bottom > document.querySelector('.bar-back').getBoundingClientRect().bottom && r.top < innerHeight; })()")


def check_keys(checks, page, changes):
    marks = page.value("[...document.querySelectorAll('.stop')].map(stop => stop.id)")
    checks.ask("each change can be reached once", (len(marks), len(set(marks))), (changes, changes))
    for number in range(3):
        page.press("j")
        checks.ask(f"key j, {number}", (page.value(FOCUS), page.value(OUTLINED), page.value(ON_SCREEN)), (marks[number], True, True))
    page.press("k")
    checks.ask("key k", page.value(FOCUS), marks[1])
    page.press("ArrowRight")
    checks.ask("the right arrow", page.value(FOCUS), marks[2])
    page.press("ArrowLeft")
    page.press("Tab")
    checks.ask("the tabulator", page.value(FOCUS), marks[2])
    page.press("Tab", shift=True)
    checks.ask("the tabulator back", page.value(FOCUS), marks[1])
    checks.ask("the count", page.value("document.getElementById('count').textContent"), f"2 / {changes}")
    page.press("Enter")
    checks.ask("from a consequence to its cause", (page.value("location.hash"), page.value(FOCUS)), ("#cause-1", "cause-1"))
    page.click("#next")
    page.click("#previous")
    checks.ask("the buttons go round", page.value("document.getElementById('count').textContent"), f"{changes} / {changes}")


def check_links(checks, page):
    """From the cause to its first consequence by the keyboard alone, and back."""
    page.click("h1")
    page.value("document.querySelector('.causes summary').focus()")
    page.press("Enter")
    checks.ask("the consequences open", page.value("document.querySelector('.causes details').open"), True)
    page.press("Tab")
    target = page.value("document.activeElement.hash")
    page.press("Enter")
    checks.ask("from a cause to a consequence", ("#" + page.value(FOCUS), page.value(ON_SCREEN), target[:6]), (target, True, "#at-1-"))
    page.press("Enter")
    checks.ask("and back", page.value(FOCUS), "cause-1")
    dead = page.value("[...document.querySelectorAll('a')].filter(a => !document.getElementById(a.hash.slice(1))).map(a => a.hash)")
    checks.ask("links that lead nowhere", dead, [])


def picture_of(page, name):
    page.value("document.querySelectorAll('.mark').forEach(mark => mark.style.visibility = 'hidden')")
    page.value("document.querySelector('section').scrollIntoView()")
    page.settle()
    with tempfile.TemporaryDirectory() as folder:
        page.screenshot(f"{folder}/{name}.png")
        width, height, rows, _ = png.decode(Path(folder, f"{name}.png").read_bytes())
    x, y, across, _ = page.box("section .new .sheet")
    return [bytes(row[3 * round(x):3 * round(x + across)]) for row in rows[round(y) + 60:height - 20]]


def alike(ours, theirs):
    """True but for rounding: a layer that is clipped is not set on the same fraction of a pixel."""
    return all(abs(a - b) <= 96 for one, other in zip(ours, theirs) if one != other for a, b in zip(one, other))


def slide(page, keys):
    page.value("document.getElementById('slider').focus()")
    for key in keys:
        page.press(key)
    return page.value("document.getElementById('slider').value")


def check_overlay(checks, page):
    checks.ask("the slider waits for an overlay", page.value("getComputedStyle(document.querySelector('.slide')).display"), "none")
    page.click("input[value=sides]")
    page.press("ArrowRight")
    checks.ask("the arrow chooses the view", page.value("document.documentElement.dataset.view"), "fade")
    old, new = (json.dumps(f"section .{side} .sheet") for side in ("old", "new"))
    where = page.value(f"[{old}, {new}].map(one => document.querySelector(one).getBoundingClientRect()).map(r => [r.x, r.y, r.width])")
    checks.ask("one stands over the other", where[0], where[1])
    opacity = f"getComputedStyle(document.querySelector({old})).opacity"
    checks.ask("faded by half", page.value(opacity), "0.5")
    checks.ask("one step", (slide(page, ["ArrowRight"]), page.value(opacity)), ("51", "0.49"))
    checks.ask("at its end", (slide(page, ["End"]), page.value(opacity)), ("100", "0"))
    after = picture_of(page, "after")
    slide(page, ["Home"])
    before = picture_of(page, "before")
    page.click("input[value=wipe]")
    checks.ask("wiped: all is before", (alike(picture_of(page, "wipe"), before), alike(before, after)), (True, False))
    slide(page, ["End"])
    checks.ask("wiped: all is after", alike(picture_of(page, "wipe"), after), True)
    slide(page, ["Home", *["ArrowRight"] * 30])
    checks.ask("wiped by a third", page.value(f"getComputedStyle(document.querySelector({old})).clipPath"), "inset(0px 0px 0px 30%)")
    mixed = picture_of(page, "wipe")
    width = len(mixed[0]) // 3
    left, right = slice(0, 3 * (width * 28 // 100)), slice(3 * (width * 32 // 100), None)
    checks.ask("left of the edge it is after, right of it before",
               (alike([row[left] for row in mixed], [row[left] for row in after]),
                alike([row[right] for row in mixed], [row[right] for row in before])), (True, True))
    page.value("document.querySelectorAll('.mark').forEach(mark => mark.style.visibility = '')")
    page.value("document.activeElement.blur()")
    page.press("j")
    checks.ask("the next change shows the side it stands on", page.value("document.getElementById('slider').value"), "100")


def check_reading(checks, browser, file):
    for dark in (False, True):
        page = browser.open(file, dark=dark)
        checks.ask(f"dark {dark}: words that are too faint", too_faint(page), [])
        checks.ask(f"dark {dark}: the ground", page.value("getComputedStyle(document.body).backgroundColor"),
                   "rgb(28, 28, 27)" if dark else "rgb(244, 244, 242)")
        checks.ask(f"dark {dark}: without a name", names_missing(page), [])
    page = browser.open(file, width=380)
    checks.ask("a narrow window", page.value("document.documentElement.scrollWidth > innerWidth"), False)
    page = browser.open(file, script=False)
    checks.ask("without script", (page.value("getComputedStyle(document.querySelector('.bar-back')).display"),
                                  page.value("document.querySelectorAll('.sheet svg').length") > 1), ("none", True))
    checks.quiet("without script", page)


def main():
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="maquette-html-") as folder, Browser() as browser:
        old, new, file = Path(folder, "old"), Path(folder, "new"), Path(folder, "diff.html")
        write_edition(old)
        write_edition(new, edit)
        run_diff(old, new, "--html", file)
        report = json.loads(run_diff(old, new, "--format", "json"))
        changes = sum(1 + sum(change["file"] != "" for change in cause["consequences"]) for cause in report["causes"])
        page = browser.open(file)
        checks.ask("one cause, and what follows", (len(report["causes"]), changes > 3), (1, True))
        checks.ask("listed consequences", page.value("document.querySelectorAll('.causes li li').length"), changes - 1)
        checks.ask("the words", page.value("[document.querySelector('del').textContent, document.querySelector('ins').textContent]"),
                   [report["causes"][0]["old"], report["causes"][0]["new"]])
        check_keys(checks, page, changes)
        check_links(checks, page)
        check_overlay(checks, page)
        checks.quiet("editions", page)
        check_reading(checks, browser, file)
        checks.ask("bytes", file.stat().st_size < 400000, True)

        stored = Path(folder, "old.snap")
        subprocess.run([maquette_path(), "snapshot", str(old), "--project", str(ROOT), "-o", str(stored)], check=True)
        run_diff(stored, new, "--html", file, "--messages", "fr")
        page = browser.open(file)
        checks.ask("a sketch of the snapshot", (page.value("document.querySelectorAll('.old svg text').length") > 10,
                                                page.value("document.documentElement.lang")), (True, "fr"))
        checks.ask("its words", page.value("document.querySelector('.old svg').textContent").count("la police plutôt"), 1)
        check_keys(checks, page, changes)
        checks.quiet("a snapshot", page)
        run_diff(old, old, "--html", file)
        page = browser.open(file)
        page.press("j")
        checks.ask("nothing differs", page.value("document.querySelectorAll('.stop').length"), 0)
        checks.quiet("nothing differs", page)
    print("\n".join(checks.faults))
    print(f"{checks.count} questions, {len(checks.faults)} faults")
    sys.exit(1 if checks.faults else 0)


if __name__ == "__main__":
    main()
