"""Boxes in the margin with notes: three hundred called in one line, and one behind every few words."""
import hostile

BOXES = "  marge: {text: caption, place: margin, notes: column, width: 20mm, gap: 3mm}\n"


def section(count, words_between):
    text = f"# X\n\n{hostile.words(0, 60)}\n\n"
    for n in range(count):
        text += f"::: {{.marge}}\n{hostile.words(100 + 9 * n, 8)}[^n{n}]\n:::\n\n"
        text += f"{hostile.words(3000 + 20 * n, words_between)}\n\n" if words_between else ""
    notes = "\n\n".join(f"[^n{n}]: {hostile.words(5 * n, 3)}" for n in range(count))
    return f"{text}{hostile.words(50, 900)}\n\n{notes}\n"


hostile.run([section(300, 0), section(300, 20)], seconds=60, boxes=BOXES)
