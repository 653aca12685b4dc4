"""No text stands on other text. Each character is taken as a core that any letter fills: from 0.05 em above the
baseline to 0.4 em, without the outer fifths of its width; two cores must not meet by more than a quarter point."""
import pdf

SLACK = 0.25
# A drop cap's small twin, copied but not painted, lies under it.
DROP_CAP = 2.5


def core(char):
    fifth = (char.right - char.x) / 5
    return char.x + fifth, char.y - 0.4 * char.size, char.right - fifth, char.y - 0.05 * char.size


def main():
    faults, seen = [], 0
    for number, (_, _, lines) in enumerate(pdf.pages(pdf.brochure()), 1):
        cells = {}
        for char in (char for line in lines for char in line if char.text.strip()):
            seen += 1
            left, top, right, bottom = core(char)
            around = [(x, y) for x in range(int(left // 40), int(right // 40) + 1)
                      for y in range(int(top // 40), int(bottom // 40) + 1)]
            for other in {other for cell in around for other in cells.get(cell, ())}:
                l, t, r, b = core(other)
                sizes = sorted((char.size, other.size))
                if min(right, r) - max(left, l) > SLACK and min(bottom, b) - max(top, t) > SLACK \
                        and sizes[1] < DROP_CAP * sizes[0]:
                    faults.append(f"page {number}: “{char.text}” at {char.x:.1f}, {char.y:.1f} on “{other.text}” at "
                                  f"{other.x:.1f}, {other.y:.1f}")
            for cell in around:
                cells.setdefault(cell, []).append(char)
    pdf.finish(faults, seen, "characters")


main()
