"""A box in a box, 2,000 deep: closed, and another one not closed."""
import hostile

DEPTH = 2000
hostile.run(["# X\n\n" + "::: {.encadre}\n" * DEPTH + hostile.words(0, 5) + "\n" + ":::\n" * DEPTH,
             "# X\n\n" + "::: {.encadre}\n" * DEPTH + hostile.words(5, 5) + "\n"], seconds=30)
