"""What the hostile editions of tests/slow share.

Each script makes an edition that no author would write, on the fly. maquette has to end within its time, with status 0
or with status 1 and a report, never by a signal; and where it ends with 0, the file holds every word exactly as often
as the edition does. The words are of four letters ("bako"), which no language hyphenates; whatever else is on a page
(titles, folios, running heads) has no such words.
"""
import collections
import os
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(os.environ.get("MAQUETTE_SOURCE_DIR") or Path(__file__).resolve().parents[2])
MAQUETTE = os.environ.get("MAQUETTE") or str(ROOT / "build" / "maquette")
CONSONANTS, VOWELS = "bdfgklmnrstvz", "aeiou"  # no p: "page" is a word of the format
SYLLABLES = [consonant + vowel for consonant in CONSONANTS for vowel in VOWELS]
FRONT = "---\ntemplate: {}\n---\n\n"
SETTINGS = "title: X1\nsubtitle: X2\nlanguage: fr-FR\nlayout: brochure-a4\npublisher: X3\ndate: X4\n"


def word(number):
    """The words in turn: all pairs of syllables, then from the start again."""
    number %= len(SYLLABLES) ** 2
    return SYLLABLES[number // len(SYLLABLES)] + SYLLABLES[number % len(SYLLABLES)]


def words(start, count):
    return " ".join(word(number) for number in range(start, start + count))


def counted(text):
    return collections.Counter(re.findall(r"(?<![^\W\d_])[bdfgklmnrstvz][aeiou][bdfgklmnrstvz][aeiou](?![^\W\d_])", text))


def project_with(boxes, folder):
    """The repository's layouts and fonts, with more box styles."""
    if not boxes:
        return ROOT
    (folder / "layouts").mkdir(parents=True)
    for path in [ROOT / "fonts", *(ROOT / "layouts").iterdir()]:
        link = folder / path.relative_to(ROOT)
        if path.name != "brochure-a4.yaml":
            link.symlink_to(path)
    layout = (ROOT / "layouts" / "brochure-a4.yaml").read_text(encoding="utf-8")
    (folder / "layouts" / "brochure-a4.yaml").write_text(layout.replace("\nboxes:\n", "\nboxes:\n" + boxes), encoding="utf-8")
    return folder


def run(sections, seconds, template="chapter", settings=SETTINGS, must_succeed=False, repeated="", boxes=""):
    """Builds an edition of the sections (text, or bytes as they are) and ends the script with the verdict.

    must_succeed: the edition is sound, if odd; status 1 is then a fault too.
    repeated: text that running heads may show again.
    boxes: box styles that the layout has besides its own, as lines of YAML."""
    with tempfile.TemporaryDirectory(prefix="maquette-hostile-") as folder:
        edition, made = Path(folder) / "edition", Path(folder) / "made.pdf"
        edition.mkdir()
        (edition / "edition.yaml").write_text(settings, encoding="utf-8")
        for number, section in enumerate(sections, 10):
            data = section if isinstance(section, bytes) else (FRONT.format(template) + section).encode("utf-8")
            (edition / f"{number}-x.md").write_bytes(data)
        project = project_with(boxes, Path(folder) / "project")
        verdict = judge(edition, project, made, seconds, must_succeed, sections, repeated)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{used.ru_utime + used.ru_stime:.2f} s, at most {used.ru_maxrss // 1024} MiB (all that was started)")
    print("\n".join(verdict))
    sys.exit(1 if verdict else 0)


def judge(edition, project, made, seconds, must_succeed, sections, repeated):
    """What is wrong with how maquette dealt with the edition."""
    command = [MAQUETTE, "build", str(edition), "--project", str(project), "-o", str(made)]
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              timeout=seconds)
    except subprocess.TimeoutExpired:
        return [f"not ready after {seconds} s"]
    report = done.stderr.decode("utf-8", "replace")
    print(report[:2000])
    if done.returncode not in (0, 1):
        return [f"ended with status {done.returncode}"]
    if len(report) > 200_000:
        return [f"{len(report)} characters of messages: nobody reads them"]
    if done.returncode == 1:
        return ([] if report.strip() else ["status 1 without a word"]) + \
            ([f"status 1 where the edition is sound:\n{report[:2000]}"] if must_succeed else [])
    source = "\n".join(part if isinstance(part, str) else part.decode("utf-8", "replace") for part in sections)
    written = counted(source)
    copied = subprocess.run(["pdftotext", str(made), "-"], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")
    found = counted(re.sub("\u00ad\\s*", "", copied))
    lost, doubled = written - found, found - written
    for again in counted(repeated):
        del doubled[again]
    return [f"{name}: {sum(these.values())} words, such as {', '.join(sorted(these)[:8])}"
            for name, these in (("lost", lost), ("twice", doubled)) if +these]
