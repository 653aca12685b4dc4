"""One word of 200,000 letters, one of 20,000 inclusive suffixes, one URL of 20,000 characters."""
import hostile

hostile.run(["# X\n\n" + "a" * 200_000 + "\n\nusager" + "·ère·s" * 20_000 + "\n\n<https://example.org/" + "a/" * 10_000
             + ">\n\n" + hostile.words(0, 50) + "\n"], seconds=60)
