"""veraPDF passes the sound sample and refuses of the broken ones those it is expected to; whatever it refuses, preflight
does not let pass."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import verapdf

sys.path.insert(0, str(Path(__file__).parents[1] / "preflight"))

from sample_tagged import tagged  # noqa: E402
from variants import VARIANTS  # noqa: E402

MAQUETTE = os.environ["MAQUETTE"]


def write_files(folder):
    """{name: profiles of veraPDF that refuse the file}"""
    (folder / "sound.pdf").write_bytes(tagged().bytes())
    expected = {"sound.pdf": set()}
    for variant in VARIANTS:
        if variant.base == "tagged":
            (folder / f"{variant.name}.pdf").write_bytes(variant.make().bytes())
            expected[f"{variant.name}.pdf"] = variant.vera
    return expected


def preflight_of(file):
    """(profiles not met, whether anything was found)"""
    done = subprocess.run([MAQUETTE, "preflight", file, "--standard", "pdf/ua-1,pdf/a-2a", "--format", "json"],
                          capture_output=True, text=True)
    report = json.loads(done.stdout)
    refused = {profile for standard, profile in verapdf.PROFILES.items() if standard not in report["met"]}
    return refused, any(check["findings"] for check in report["checks"])


def main():
    jar, faults = verapdf.require_jar(), []
    both = neither = stricter = 0
    with tempfile.TemporaryDirectory(prefix="maquette-conformance-") as name:
        folder = Path(name)
        expected = write_files(folder)
        files = [folder / file for file in expected]
        refused = {file: set() for file in expected}
        for profile in verapdf.PROFILES.values():
            for file, passed in verapdf.judge(jar, profile, files)[0].items():
                refused[file] |= set() if passed else {profile}
        for file, profiles in refused.items():
            ours, found = preflight_of(folder / file)
            both += len(ours & profiles)
            neither += len({"ua1", "2a"} - ours - profiles)
            stricter += len(ours - profiles)
            if profiles != expected[file]:
                faults.append(f"{file}: veraPDF refuses {sorted(profiles)}, not {sorted(expected[file])}")
            if profiles and not found:
                faults.append(f"{file}: veraPDF refuses {sorted(profiles)}, preflight finds nothing")
            for profile in sorted(profiles - ours):
                print(f"{file}: {profile}: refused by veraPDF, doubtful to preflight")
    print(f"{len(expected)} files, two profiles each: {both} refused by both, {neither} passed by both, {stricter} refused "
          "by preflight alone")
    print("\n".join(faults))
    sys.exit(1 if faults else 0)


main()
