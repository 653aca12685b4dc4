"""Each sound sample passes, each broken one fails in the one way that was put into it, and every line of findings.def has
such a file. The report says the same in English, French and JSON."""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from make_samples import SOUND
from variant import ASKED
from variants import VARIANTS
from variants_apart import APART_SOUND

MAQUETTE = os.environ["MAQUETTE"]
ROOT = Path(os.environ["MAQUETTE_SOURCE_DIR"])


def run(file, *arguments):
    done = subprocess.run([MAQUETTE, "preflight", file, *arguments], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


def known_findings():
    text = (ROOT / "src/preflight/findings.def").read_text(encoding="utf-8")
    return {code.lower().replace("_", "-"): level for code, level in
            re.findall(r"^FINDING\((\w+), \w+, (\w+),", text, re.M)}


def found_in(report):
    return {finding["code"] for check in report["checks"] for finding in check["findings"]}


def expected_line(variant, sample):
    return re.sub(r"@(\w+)", lambda match: str(sample.numbers[match.group(1)]), variant.line)


def check_variant(variant, folder, levels):
    try:
        sample = variant.make()
    except ValueError as fault:
        return [str(fault)]
    file = folder / f"{variant.name}.pdf"
    file.write_bytes(sample.bytes())
    status, text, said = run(file, "--standard", variant.asked, "--messages", "en")
    json_status, json_text, _ = run(file, "--standard", variant.asked, "--format", "json", "--messages", "fr")
    faults = []
    if said or json_status != status:
        faults.append(f"status {status}, {json_status}; it says: {said}")
        return faults
    found, line = found_in(json.loads(json_text)), expected_line(variant, sample)
    allowed = {variant.finding} | variant.also
    if found != allowed:
        faults.append(f"found {sorted(found)}, not {sorted(allowed)}")
    if not any(shown.startswith(line) for shown in text.split("\n")):
        check = line.split(" ")[0]
        shown = "\n".join(part for part in text.split("\n") if part.startswith(check + " "))
        faults.append(f"no line “{line}” but\n{shown}")
    failed = any(levels[code] == "FAILED" for code in found if code in levels)
    if status != (1 if failed else 0):
        faults.append(f"status {status}")
    return faults


def check_meant(folder):
    """What broken metadata mean to claim is held against the file, unasked."""
    faults = []
    for base, make in SOUND.items():
        if base == "x1a":  # claims by its document information
            continue
        sample = make()
        sample.change("xmp", "</rdf:Description>", "")
        file = folder / f"{base}-meant.pdf"
        file.write_bytes(sample.bytes())
        status, text, _ = run(file, "--messages", "en")
        if status != 1 or any(standard not in text.split("\n")[0] for standard in ASKED[base].split(",")):
            faults.append(f"{base} with broken metadata: status {status}\n{text}")
    return faults


def check_sound(name, make, asked, folder):
    file = folder / f"{name}.pdf"
    file.write_bytes(make().bytes())
    faults = []
    for language, word in (("en", "ok"), ("fr", "ok")):
        status, text, said = run(file, "--messages", language)
        wrong = [line for line in text.split("\n")[1:] if re.match(r"[A-Z]+-?\d+ ", line) and f" {word} (" not in line]
        if status or wrong or said or any(standard not in text for standard in asked.split(",")):
            faults.append(f"{name}, {language}: status {status}\n" + "\n".join(wrong) + said)
    return faults


def main():
    levels, faults = known_findings(), []
    names = [variant.name for variant in VARIANTS]
    if len(set(names)) != len(names):
        faults.append("two variants have one name")
    for code in sorted(set(levels) - {variant.finding for variant in VARIANTS}):
        faults.append(f"no broken file shows {code}")
    with tempfile.TemporaryDirectory(prefix="maquette-preflight-") as folder:
        for name, make in SOUND.items():
            faults += check_sound(name, make, ASKED[name], Path(folder))
        for variant in APART_SOUND:
            faults += check_sound(variant.name, variant.make, variant.asked, Path(folder))
        faults += check_meant(Path(folder))
        for variant in VARIANTS:
            faults += [f"{variant.name}: {fault}" for fault in check_variant(variant, Path(folder), levels)]
    print("\n".join(faults))
    print(f"{len(VARIANTS)} broken files, {len(SOUND) + len(APART_SOUND)} sound ones, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
