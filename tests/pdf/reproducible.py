"""The same input gives the same bytes, as PDF for the screen, as PDF for the printer and as snapshot: again, in another
folder, time zone, locale, umask and environment, as another user, on one processor. The date is that of the edition, else
that of SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/), else there is none."""
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pdf

TIMES = 5
LOCALES = ("C", "fr_FR.UTF-8", "ca_ES.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8")
OUTPUTS = {"screen": ("build", "--output=screen"), "print": ("build", "--output=print"), "snapshot": ("snapshot",)}


def make_locales(folder):
    """A folder for LOCPATH with those that can be made here; without the package locales, none."""
    made = 0
    for name in LOCALES[1:]:
        done = subprocess.run(["localedef", "-i", name.partition(".")[0], "-f", "UTF-8", f"{folder}/{name}"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        made += done.returncode in (0, 1) and Path(folder, name).is_dir()
    if made < len(LOCALES) - 1:
        print(f"only {made} of {len(LOCALES) - 1} locales can be made here")
    return folder


def make(folder, output, edition="content/fr", where=pdf.ROOT, umask=0o022, before=(), environment=None):
    """The bytes that one run of maquette writes."""
    file = Path(folder) / "made"
    file.unlink(missing_ok=True)
    options = [] if where != folder else ["--project", str(pdf.ROOT)]
    done = subprocess.run([*before, pdf.MAQUETTE, *OUTPUTS[output], str(edition), *options, "-o", str(file)], cwd=where,
                          env=os.environ if environment is None else environment, umask=umask,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"maquette ended with status {done.returncode}:\n{done.stderr}")
    return file.read_bytes()


def circumstances(folder, locales):
    """{what differs: arguments of make}"""
    copied = Path(folder, "copied project")
    for part in ("layouts", "fonts", "content"):
        shutil.copytree(pdf.ROOT / part, copied / part)
    home = {name: value for name, value in os.environ.items() if name not in ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")}
    found = {f"run {number}": {} for number in range(2, TIMES + 1)}
    found |= {f"the locale {name}": {"environment": {**os.environ, "LC_ALL": name, "LANG": name, "LANGUAGE": name[:2],
                                                     "LOCPATH": locales}} for name in LOCALES}
    found |= {f"the time zone {zone}": {"environment": {**os.environ, "TZ": zone}} for zone in ("Pacific/Kiritimati", "UTC+9")}
    found |= {f"the umask {mask:03o}": {"umask": mask} for mask in (0o000, 0o077)}
    found["no HOME"] = {"environment": home}
    found["another HOME"] = {"environment": {**os.environ, "HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}}
    found["no environment"] = {"environment": {}}
    found["another folder"] = {"where": folder, "edition": pdf.ROOT / "content/fr"}
    found["a copy of the project"] = {"where": copied}
    found["a path with a slash at its end"] = {"edition": "./content/../content/fr/"}
    if shutil.which("taskset"):
        found["one processor"] = {"before": ("taskset", "--cpu-list", str(min(os.sched_getaffinity(0))))}
    if os.geteuid() == 0 and shutil.which("setpriv"):
        found["another user"] = {"before": ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")}
    return found


def compare(folder, output, variants):
    first = make(folder, output)
    for name, arguments in variants.items():
        data = make(folder, output, **arguments)
        if data == first:
            continue
        at = next((i for i, (a, b) in enumerate(zip(first, data)) if a != b), min(len(first), len(data)))
        yield f"{output}: {name} changes byte {at}: {first[at - 20:at + 20]!r} becomes {data[at - 20:at + 20]!r}"
    if str(pdf.ROOT).encode() in first or folder.encode() in first:
        yield f"{output}: the file holds a path of this machine"


def dates(data, folder):
    """The dates of a PDF, by qpdf: those of the information dictionary and of the XMP metadata."""
    file = Path(folder) / "dated.pdf"
    file.write_bytes(data)
    plain = pdf.run("qpdf", "--qdf", "--object-streams=disable", file, "-")
    return {match.decode() for match in re.findall(rb"\(D:(\d{14})|<xmp:\w+Date>([^<]*)<", plain) for match in match if match}


def check_source_date(folder):
    """An edition without a date of its own."""
    edition = Path(folder, "undated")
    shutil.copytree(pdf.ROOT / "content/fr", edition)
    file = edition / "edition.yaml"
    file.write_text(re.sub(r"^issued:.*\n", "", file.read_text(encoding="utf-8"), flags=re.M), encoding="utf-8")

    def made(epoch, output="screen", **variables):
        environment = {name: value for name, value in os.environ.items() if name != "SOURCE_DATE_EPOCH"}
        if epoch is not None:
            environment["SOURCE_DATE_EPOCH"] = epoch
        return make(folder, output, edition, folder, environment={**environment, **variables})

    for output in ("screen", "print"):
        data = made("1744675200", output)
        if dates(data, folder) != {"20250415000000", "2025-04-15T00:00:00Z"}:
            yield f"{output}: SOURCE_DATE_EPOCH=1744675200 gives the dates {dates(data, folder)}"
        if data != made("1744675200", output, TZ="Pacific/Kiritimati"):
            yield f"{output}: one SOURCE_DATE_EPOCH gives two files"
        if data == made("1744675201", output):
            yield f"{output}: another SOURCE_DATE_EPOCH gives the same file"
    if dates(made(None), folder):
        yield f"without any date the file has {dates(made(None), folder)}"
    if made(None) != made("") or dates(made("253402300799"), folder) != {"99991231235959", "9999-12-31T23:59:59Z"}:
        yield "an empty or the latest SOURCE_DATE_EPOCH is misread"
    if made("1744675200", "snapshot") != made(None, "snapshot"):
        yield "SOURCE_DATE_EPOCH changes the snapshot"
    for bad in ("2025-04-15", "-1", "253402300800", "99999999999999999999", "1e9", " 5", "12x"):
        done = subprocess.run([pdf.MAQUETTE, "build", str(edition), "--project", str(pdf.ROOT), "-o", f"{folder}/bad.pdf"],
                              env={**os.environ, "SOURCE_DATE_EPOCH": bad, "LC_ALL": "C.UTF-8"}, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True, check=False)
        if done.returncode != 2 or f"“{bad}”" not in done.stderr or Path(folder, "bad.pdf").exists():
            yield f"SOURCE_DATE_EPOCH={bad} ends with status {done.returncode}: {done.stderr}"


def main():
    faults = []
    with tempfile.TemporaryDirectory(prefix="maquette-again-") as folder, \
            tempfile.TemporaryDirectory(prefix="maquette-locales-") as locales:
        for path in (folder, locales):
            os.chmod(path, 0o777)  # another user reads and writes there
        variants = circumstances(folder, make_locales(locales))
        for output in OUTPUTS:
            faults += compare(folder, output, variants)
        faults += check_source_date(folder)
    pdf.finish(faults, len(OUTPUTS) * len(variants), "builds")


main()
