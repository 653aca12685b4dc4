"""A hundred boxes called in one line: behind it, each with its page said in it; and a hundred in the margin."""
import hostile

PLACES = ["top", "bottom", "here", "page", "margin"]


def boxes(start, places):
    return "\n".join(f"::: {{.encadre #b{n} place={places[n % len(places)]}}}\n### X{n}\n\n{hostile.words(30 * n, 30)}\n\n:::\n"
                     for n in range(start, start + 100))


calls = " ".join(f"[{hostile.word(n)} {{page}}](#b{n})" for n in range(100))
hostile.run(["# X\n\n" + calls + "\n\n" + boxes(0, PLACES) + "\n" + hostile.words(0, 40) + "\n",
             "# X\n\n" + hostile.words(50, 9) + "\n\n" + boxes(100, ["margin"]) + "\n" + hostile.words(90, 40) + "\n"],
            seconds=60, must_succeed=True)
