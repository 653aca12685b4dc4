"""Boxes that break: one of ten thousand lines, a hundred in a row, some with five hundred notes, one that calls them in
one line; as wide as a column and across."""
import hostile

BOXES = """  cut: {like: encadre, columns: 1, span: column, breaks: true, place: here, notes: column}
  cut-page: {like: cut, notes: page}
  cut-inside: {like: cut, notes: inside}
  cut-wide: {like: cut, span: columns}
  cut-top: {like: cut, place: top}
"""
STYLES = ["cut", "cut-page", "cut-inside", "cut-wide", "cut-top"]


def box(style, start, count, called=0, at_once=False):
    """A box of so many words, and its notes, called one a paragraph or all in one."""
    ids = [f"{style}-{start}-{n}" for n in range(called)]
    calls = [f"[^{name}]" for name in ids]
    paragraphs = ["".join(calls)] if at_once else calls or [""]
    each = count // len(paragraphs)
    text = "\n\n".join(f"{hostile.words(start + each * n, each)}{call}" for n, call in enumerate(paragraphs))
    notes = "\n\n".join(f"[^{name}]: {hostile.words(start + 7 * n, 3)}" for n, name in enumerate(ids))
    return f"::: {{.{style}}}\n### X\n\n{text}\n\n:::\n\n{notes}\n\n"


long = "".join(box(style, 0, 80000 if style == "cut" else 8000) + hostile.words(90, 60) + "\n\n" for style in STYLES)
row = "".join(box(STYLES[n % 5], 100 * n, 60 + n, called=n % 3) for n in range(100))
noted = "".join(box(style, 50, 9000, called=500) + hostile.words(40, 60) + "\n\n" for style in STYLES)
line = "".join(box(style, 30, 500, called=500, at_once=True) for style in STYLES)
section = "# X\n\n" + hostile.words(0, 60) + "\n\n"
hostile.run([section + part for part in (long, row, noted, line)], seconds=60, boxes=BOXES)
