"""Boxes of one column: forty called in one line, then four hundred, one behind every paragraph."""
import hostile


def box(number):
    return f"::: {{.figure}}\n{hostile.words(1000 + 5 * number, 5)}\n:::\n\n"


together = "# X\n\n" + hostile.words(0, 30) + "\n\n" + "".join(box(number) for number in range(40)) + hostile.words(30, 900)
apart = "# X\n\n" + "".join(hostile.words(60 * number, 60) + "\n\n" + box(100 + number) for number in range(400))
hostile.run([together + "\n", apart], seconds=60)
