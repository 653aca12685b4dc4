"""veraPDF finds that each edition's PDF for the screen is what it claims to be; so does preflight."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import unseen
import verapdf

MAQUETTE = os.environ["MAQUETTE"]
ROOT = Path(os.environ["MAQUETTE_SOURCE_DIR"])


def check_edition(jar, edition, folder, *options):
    file = Path(folder) / f"{edition.name}{''.join(options)}.pdf"
    built = subprocess.run([MAQUETTE, "build", edition, "--project", ROOT, "-o", file, *options], capture_output=True, text=True)
    if not file.exists():
        return [f"{edition.name} is not built:\n{built.stderr}"]
    done = subprocess.run([MAQUETTE, "preflight", file, "--format", "json"], capture_output=True, text=True)
    report = json.loads(done.stdout)
    claimed = [standard for standard in report["claimed"] if standard in verapdf.PROFILES]
    print(f"{edition.name}: " + (", ".join(claimed) if claimed else "claims nothing"))
    faults = [f"{edition.name}: preflight: {standard} is not met" for standard in claimed if standard not in report["met"]]
    for standard in claimed:
        verdicts, said = verapdf.judge(jar, verapdf.PROFILES[standard], [file], verbose=True)
        if not verdicts[file.name]:
            faults.append(f"{edition.name}: veraPDF: {standard} is not met:\n{said}")
    return faults


def main():
    jar, faults = verapdf.require_jar(), []
    editions = sorted(path.parent for path in ROOT.glob("content/*/edition.yaml"))
    with tempfile.TemporaryDirectory(prefix="maquette-conformance-") as folder:
        for edition in editions:
            faults += check_edition(jar, edition, folder)
        for edition in (ROOT / "content/fr", unseen.make(Path(folder) / "unseen")):
            faults += check_edition(jar, edition, folder, "--speech=actualtext")
        faults += check_edition(jar, Path(folder) / "unseen", folder)
    print("\n".join(faults))
    sys.exit(1 if faults or not editions else 0)


main()
