"""veraPDF finds each case of tests/page to be PDF/UA-1 and PDF/A-2a."""
import sys
import tempfile

import verapdf
from page_pdfs import build_page_case, page_cases


def main():
    jar, faults = verapdf.require_jar(), []
    with tempfile.TemporaryDirectory(prefix="maquette-conformance-") as folder:
        made = [build_page_case(case, folder, "--standard", ",".join(verapdf.PROFILES)) for case in page_cases()]
        faults += [f"{file.name} is not built: {said}" for file, said in made if said]
        files = [file for file, said in made if not said]
        for profile in verapdf.PROFILES.values():
            verdicts, said = verapdf.judge(jar, profile, files)
            faults += [f"{name}: veraPDF refuses {profile}" for name, passed in verdicts.items() if not passed]
    print(f"{len(files)} files")
    print("\n".join(faults))
    sys.exit(1 if faults or not files else 0)


main()
