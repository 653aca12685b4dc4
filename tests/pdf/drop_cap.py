"""A drop cap and the rest of its word are copied as one word, in front of the words that follow it."""
import re

import content
import pdf

HEADING = re.compile(r"^#{1,2} .*$", re.M)


def openings(markdown):
    """The first words after each heading of the first two levels that text follows, boxes left out."""
    without_boxes = re.sub(r"^:::.*?^:::$", "", markdown, flags=re.M | re.S)
    for part in HEADING.split(without_boxes)[1:]:
        words = content.printed_text(part.strip().split("\n\n")[0]).split()
        if words:
            yield " ".join(words[:5])


def main():
    file, faults, seen = pdf.brochure(), [], 0
    everything = list(pdf.pages(file))
    size = pdf.body_size(everything)
    caps = [char for _, _, lines in everything for line in lines for char in line
            if char.size > 3 * size and char.text.isalpha()]
    copied = " ".join(pdf.joined(pdf.text(file)).split())
    for path in sorted((pdf.ROOT / "content/fr").glob("[0-9]*.md")):
        source = path.read_text(encoding="utf-8")
        if not re.search(r"^template: chapter$", source, re.M):
            continue
        for words in openings(re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.S)):
            seen += 1
            pattern = r"\s".join(re.escape(word) for word in words.split())
            if not re.search(pattern, copied):
                faults.append(f"“{words}” is not copied in one piece")
    if len(caps) < seen:
        faults.append(f"{len(caps)} drop caps for {seen} openings of chapters")
    pdf.finish(faults, seen, "openings")


main()
