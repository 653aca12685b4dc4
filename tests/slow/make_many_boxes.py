"""A hundred boxes in a row, of every place a box can have."""
import hostile

PLACES = ["here", "top", "bottom", "page"]
boxes = [f"::: {{.encadre #b{n} place={PLACES[n % 4]}}}\n### X{n}\n\n{hostile.words(40 * n, 40)}[^n{n}]\n\n:::\n"
         for n in range(100)]
notes = [f"[^n{n}]: {hostile.words(4000 + 3 * n, 3)}\n" for n in range(100)]
hostile.run(["# X\n\n" + hostile.words(4500, 60) + "\n\n" + "\n".join(boxes) + "\n" + "\n".join(notes)], seconds=60,
            must_succeed=True)
