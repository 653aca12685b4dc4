"""The page of `maquette explain --html` in Chromium: nothing is fetched, nothing fails, links lead to the pages, and all can be
read, light and dark, narrow and wide, in both languages."""
import subprocess
import sys
import tempfile
from pathlib import Path

from browser import Browser
from diff_html import OUTLINED, Checks
from reading import names_missing, too_faint
from run_case import ROOT, maquette_path


def check(checks, browser, file, language):
    for dark in (False, True):
        page = browser.open(file, dark=dark)
        what = f"{language}, dark {dark}"
        checks.ask(f"{what}: words that are too faint", too_faint(page), [])
        checks.ask(f"{what}: without a name", names_missing(page), [])
        checks.ask(f"{what}: the language", page.value("document.documentElement.lang"), language)
        pages = page.value("document.querySelectorAll('section').length")
        checks.ask(f"{what}: pictures", (page.value("document.querySelectorAll('figure svg').length"), pages), (12, 12))
        checks.ask(f"{what}: links that lead nowhere", page.value(
            "[...document.querySelectorAll('a')].filter(a => !document.getElementById(a.hash.slice(1))).map(a => a.hash)"), [])
        for number in (1, 2):
            page.press("Tab")
            checks.ask(f"{what}: the tabulator", (page.value("document.activeElement.hash"), page.value(OUTLINED)),
                       (f"#page-{number}", True))
        page.press("Enter")
        checks.ask(f"{what}: to the page", page.value("Math.abs(document.querySelector('#page-2').getBoundingClientRect().top) < 60"), True)
        checks.quiet(what, page)
    page = browser.open(file, width=380)
    checks.ask(f"{language}: a narrow window", page.value("document.documentElement.scrollWidth > innerWidth"), False)


def main():
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix="maquette-html-") as folder, Browser() as browser:
        for language in ("en", "fr"):
            file = Path(folder, f"{language}.html")
            subprocess.run([maquette_path(), "explain", "content/fr", "--html", str(file), "--messages", language], cwd=ROOT, check=True)
            check(checks, browser, file, language)
    print("\n".join(checks.faults))
    print(f"{checks.count} questions, {len(checks.faults)} faults")
    sys.exit(1 if checks.faults else 0)


main()
