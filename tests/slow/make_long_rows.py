"""A million signs in a row, and words, addresses and forms that never end: time grows with the text, not with its square."""
import hostile

MANY = 1_000_000
ROWS = ["a", "é", ".", "-", "/", "’", "·", "ab-", "mot/", "a·", "e-s.", "(e)", "! ", "– ", "AB ", "1 000 ",
        "\u00adab", "ab\u200b", "e\u0301", "\u0301", "\u202e\u2066x\u2069\u202c "]
# What holds the next word fast: a row of it is one line, and what stands beyond the page is not found in the PDF.
HOLDING = ["l’", "« ", "x\u2003\u2009\u202f\u3000"]
sections = ["# X\n\nbako " + (row * (MANY // 20 // len(row))) + " vizu\n" for row in ROWS]
sections += ["# X\n\nbako " + row * 500 + "mot vizu\n" for row in HOLDING]
sections += ["# X\n\nbako https://x.y/" + "a/" * (MANY // 4) + " vizu\n", "# X\n\nbako " + "-" * MANY + " vizu\n",
             "# X\n\nbako " + "ab-" * (MANY // 3) + " vizu\n", "# X\n\nbako " + "." * 1000 + " vizu\n"]
hostile.run(sections, seconds=60)
