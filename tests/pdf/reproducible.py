"""The same input gives the same bytes: again, in another time zone, locale, umask and folder, and under another name."""
import os
import subprocess
import tempfile
from pathlib import Path

import pdf


def main():
    faults = []
    with tempfile.TemporaryDirectory(prefix="maquette-again-") as folder:
        def made(name, output="screen", where=pdf.ROOT, edition="content/fr", umask=None, **variables):
            file = Path(folder) / f"{name}.pdf"
            old = os.umask(umask) if umask is not None else None
            pdf.build(file, f"--output={output}", edition=edition, folder=where, environment={**os.environ, **variables})
            if old is not None:
                os.umask(old)
            return file.read_bytes()

        first = made("first")
        others = {
            "a second build": made("second"),
            "TZ": made("zone", TZ="Pacific/Kiritimati"),
            "LC_ALL": made("locale", LC_ALL="C", LANG="C"),
            "another LC_ALL": made("german", LC_ALL="de_DE.UTF-8", LANGUAGE="de"),
            "umask": made("umask", umask=0o077),
            "another folder": made("folder", where=folder, edition=pdf.ROOT / "content/fr"),
            "HOME and XDG": made("home", HOME=folder, XDG_CONFIG_HOME=folder, XDG_CACHE_HOME=folder),
        }
        for name, data in others.items():
            if data != first:
                at = next((i for i, (a, b) in enumerate(zip(first, data)) if a != b), min(len(first), len(data)))
                faults.append(f"{name} changes the file, first at byte {at}: {first[at - 20:at + 20]!r} becomes "
                              f"{data[at - 20:at + 20]!r}")
        if str(pdf.ROOT).encode() in first or folder.encode() in first:
            faults.append("the file holds a path of this machine")
        if made("print", "print") != made("print-again", "print", TZ="Pacific/Kiritimati"):
            faults.append("two builds of the print file differ")
        snapshots = [subprocess.run([pdf.MAQUETTE, "snapshot", str(pdf.ROOT / "content/fr"), "--project", str(pdf.ROOT),
                                     "-o", f"{folder}/{number}.snap"], cwd=where, env={**os.environ, **variables},
                                    check=True) and Path(folder, f"{number}.snap").read_bytes()
                     for number, where, variables in ((1, pdf.ROOT, {}), (2, folder, {"LC_ALL": "C", "TZ": "UTC+9"}))]
        if snapshots[0] != snapshots[1]:
            faults.append("another folder and locale change the snapshot")
    pdf.finish(faults, len(others) + 2, "builds")


main()
