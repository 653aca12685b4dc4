"""5,000 notes, ten to a paragraph."""
import hostile

paragraphs, notes = [], []
for number in range(500):
    paragraphs.append(" ".join(f"{hostile.word(20 * number + i)}[^{number}-{i}]" for i in range(10)) + ".\n")
    notes += [f"[^{number}-{i}]: {hostile.word(20 * number + 10 + i)} {hostile.word(i)}.\n" for i in range(10)]
hostile.run(["# X\n\n" + "\n".join(paragraphs) + "\n" + "\n".join(notes)], seconds=60, must_succeed=True)
