"""A paragraph of 100,000 words."""
import hostile

hostile.run(["# X\n\n" + hostile.words(0, 100_000) + "\n"], seconds=60, must_succeed=True)
