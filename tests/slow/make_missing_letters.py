"""100,000 words in letters that no font of the layout has: one report a letter, not a word."""
import hostile

hostile.run(["# X\n\nbako " + "طالب " * 100_000 + "vizu\n"], seconds=30)
