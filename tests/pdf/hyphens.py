"""Words that line ends divide come back whole through U+00AD, and at most two lines in a row end with a hyphen."""
import re

import content
import pdf

MOST_IN_A_ROW = 2


def runs_of_hyphens(page_lines):
    """The greatest number of neighbouring lines of one column that end with a hyphen, with the last of them."""
    columns = []  # (left edge, size, lines): an indent of less than 30 pt is of the same column
    for line in pdf.rows(page_lines):
        text, x, size = "".join(char.text for char in line).strip(), line[0].x, round(line[0].size)
        lines = next((lines for left, of_size, lines in columns if abs(x - left) < 30 and size == of_size), None)
        if lines is None:
            lines = []
            columns.append((x, size, lines))
        if len(text) > 3:
            lines.append((line[0].y, text))
    worst = (0, "")
    for _, _, lines in columns:
        count, last = 0, None
        for y, text in sorted(lines):
            hyphen = text[-1] in "-\u00ad\u2010"
            near = last is not None and y - last < 30
            count = (count + 1 if near else 1) if hyphen else 0
            last = y
            worst = max(worst, (count, text))
    return worst


def main():
    file, faults = pdf.brochure(), []
    source = "\n".join(content.printed_text(markdown) for _, markdown in content.sections(pdf.ROOT / "content/fr"))
    known = {word.casefold() for word in content.words(source)}
    compounds = re.sub(r"\s+", " ", source)
    copied = pdf.text(file)
    divided = re.findall(r"([^\W\d_]+)\u00ad\n\s*([^\W\d_]+(?:·[^\W\d_]+)*)", copied)
    for before, after in divided:
        if (before + after).casefold() not in known:
            faults.append(f"“{before}” and “{after}” make no word of the edition")
        if len(before) < 2 or len(re.split("·", after)[0]) < 3 and "·" not in after:
            faults.append(f"divided too near an end: {before}-{after}")
    for before, after in re.findall(r"(\S+)-\n\s*(\S+)", copied):
        if f"{before}-{after}"[:40] not in compounds:
            faults.append(f"a line ends with a hyphen that is no U+00AD: {before}-|{after}")
    for number, (_, _, lines) in enumerate(pdf.pages(file), 1):
        count, text = runs_of_hyphens(lines)
        if count > MOST_IN_A_ROW:
            faults.append(f"page {number}: {count} lines in a row end with a hyphen, the last: {text}")
    pdf.finish(faults, len(divided), "divided words")


main()
