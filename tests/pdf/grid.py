"""On pages of two columns the baselines of body text lie on one grid: left and right within 0.01 pt."""
import collections

import pdf

TOLERANCE = 0.01
FEWEST_LINES = 5  # of a column, for a page to count as one of two columns


def body_baselines(lines, size):
    """(x of the line's first character, baseline) of each line that is body text in its greater part."""
    for line in lines:
        body = [char for char in line if abs(char.size - size) < 0.06 and char.text.strip()]
        if len(body) > 3 and 2 * len(body) > len([char for char in line if char.text.strip()]):
            yield line[0].x, collections.Counter(char.y for char in body).most_common(1)[0][0]


def columns(lines, size, width):
    """The sorted baselines left and right of the middle of the page."""
    left, right = set(), set()
    for x, y in body_baselines(lines, size):
        (left if x < width / 2 - 10 else right).add(y)
    return sorted(left), sorted(right)


def main():
    everything = list(pdf.pages(pdf.brochure()))
    size = pdf.body_size(everything)
    pairs = [(number, *columns(lines, size, width)) for number, (width, _, lines) in enumerate(everything, 1)]
    pairs = [pair for pair in pairs if min(len(pair[1]), len(pair[2])) >= FEWEST_LINES]
    steps = collections.Counter(round(b - a, 2) for _, *both in pairs for column in both
                                for a, b in zip(column, column[1:]) if b - a > size)
    leading = steps.most_common(1)[0][0] if steps else 0
    faults = []
    for number, left, right in pairs:
        for name, column in (("left", left), ("right", right)):
            for baseline in column:
                off = (baseline - left[0]) % leading
                off = min(off, leading - off)
                if off > TOLERANCE:
                    faults.append(f"page {number}: a baseline of the {name} column at {baseline} is {off:.3f} pt off "
                                  f"the grid of {leading}")
    pdf.finish(faults, len(pairs), f"pages of two columns on a grid of {leading} pt")


main()
