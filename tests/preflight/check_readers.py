"""A file in the plain form is read without qpdf, any other through it: both find the same in every sample, right or broken.
The second reading is forced by an update without objects at the end, which changes nothing."""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from sample_print import x1a, x4
from sample_tagged import tagged
from variants import VARIANTS

MAQUETTE = os.environ["MAQUETTE"]


def updated(data):
    """An empty section of the cross-reference table that leads back to the whole one (ISO 32000-1, 7.5.6)."""
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    trailer = re.findall(rb"trailer\s*<<(.*?)>>\s*startxref", data, re.S)[-1]
    return data + b"\nxref\n0 0\ntrailer\n<<%s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start, len(data) + 1)


def report(file, data, asked):
    file.write_bytes(data)
    done = subprocess.run([MAQUETTE, "preflight", str(file), "--standard", asked, "--format", "json"], capture_output=True)
    return done.returncode, done.stderr.decode(), json.loads(done.stdout or "null")


def main():
    samples = [(make.__name__, make().bytes(), asked) for make, asked in
               ((tagged, "pdf/ua-1,pdf/a-2a"), (x4, "pdf/x-4"), (x1a, "pdf/x-1a"))]
    samples += [(variant.name, variant.make().bytes(), variant.asked) for variant in VARIANTS]
    faults = []
    with tempfile.TemporaryDirectory(prefix="maquette-readers-") as folder:
        for name, data, asked in samples:
            if name == "file-end":  # mended by the update
                continue
            plain = report(Path(folder) / "file.pdf", data, asked)
            other = report(Path(folder) / "file.pdf", updated(data), asked)
            if plain != other or plain[2] is None:  # no report is no agreement
                faults.append(f"{name}:\n{plain}\n{other}")
    print("\n".join(faults))
    print(f"{len(samples)} samples, {len(faults)} differ")
    sys.exit(1 if faults else 0)


main()
