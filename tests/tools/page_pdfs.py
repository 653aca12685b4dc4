"""The cases of tests/page as PDF files."""
import os
import subprocess
from pathlib import Path

from run_case import TESTS, lay_over, maquette_path


def page_cases():
    """The cases whose edition is sound: one that is told mistakes by its snapshot has no PDF."""
    for edition in sorted(TESTS.glob("page/*/edition")):
        told = edition.parent / "expected.diag"
        if not told.exists() or ": error: " not in told.read_text(encoding="utf-8"):
            yield edition.parent


def build_page_case(case, folder, *options):
    """(file, what was said if it was not written, else nothing). It is dated, or it would claim no standard."""
    made = Path(folder) / f"{case.name}.pdf"
    project = lay_over(case, Path(folder) / f"{case.name}-project")
    done = subprocess.run([maquette_path(), "build", case / "edition", "--project", project, "-o", made, *options],
                          env={**os.environ, "SOURCE_DATE_EPOCH": "1744675200"}, stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)
    return made, "" if done.returncode == 0 and made.exists() else f"status {done.returncode}: {done.stderr}"
