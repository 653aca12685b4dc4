"""Each case of tests/page can be built for the screen and for the press: preflight, which build asks,
finds nothing in what is set there (boxes in parts, carried notes, repeated heads ...)."""
import tempfile

import pdf
from page_pdfs import build_page_case, page_cases


def main():
    faults, seen = [], 0
    for options in (["--standard", "pdf/ua-1,pdf/a-2a"], ["--output", "print", "--intent", pdf.PRESS_PROFILE]):
        for case in page_cases():
            with tempfile.TemporaryDirectory(prefix="maquette-page-") as folder:
                seen += 1
                _, said = build_page_case(case, folder, *options)
                if said:
                    faults.append(f"{case.name} {' '.join(options)}: {said}")
    pdf.finish(faults, seen, "files")


main()
