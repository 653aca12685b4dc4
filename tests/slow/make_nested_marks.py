"""Brackets, stars and quotes nested so deep that a careless reader runs out of stack or of time."""
import hostile

hostile.run(["# X\n\n" + "[" * 50_000 + "\n\n" + "*a **a " * 20_000 + "\n\n" + "> " * 5_000 + "x\n\n" + "{" * 50_000
             + "\n\n" + "[x]{" * 20_000 + "\n\n" + "[^" * 20_000 + "\n\n" + "`" * 50_001 + "\n"], seconds=60)
