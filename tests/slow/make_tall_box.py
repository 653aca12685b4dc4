"""A box that is taller than a page, and one that is taller than ten."""
import hostile


def box(start, count, number):
    return f"::: {{.encadre #b{number}}}\n### X{number}\n\n{hostile.words(start, count)}\n\n:::\n\n"


hostile.run(["# X\n\n" + hostile.words(0, 100) + "\n\n" + box(100, 1200, 1) + hostile.words(1300, 100) + "\n\n"
             + box(1400, 8000, 2) + hostile.words(9400, 100) + "\n"], seconds=30, must_succeed=True)
