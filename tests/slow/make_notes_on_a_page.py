"""5,000 notes on one page's worth of text: ten behind each of 500 words."""
import hostile

calls = [f"{hostile.word(number)}" + "".join(f"[^{number}-{i}]" for i in range(10)) for number in range(500)]
paragraphs = [" ".join(calls[start:start + 50]) + ".\n" for start in range(0, 500, 50)]
notes = [f"[^{number}-{i}]: {hostile.word(500 + 10 * number + i)} {hostile.word(number)}.\n"
         for number in range(500) for i in range(10)]
hostile.run(["# X\n\n" + "\n".join(paragraphs) + "\n" + "\n".join(notes)], seconds=60, must_succeed=True)
