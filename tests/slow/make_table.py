"""A table of ten thousand rows, with a note now and then: no word lost, none twice but the head's, which has none of
the counted ones."""
import hostile

ROWS = 10_000
rows = [f"| {hostile.word(3 * n)} {hostile.word(3 * n + 1)} | {n},{n % 10} | {hostile.word(3 * n + 2)}{f'[^n{n}]' if n % 500 == 7 else ''} |"
        for n in range(ROWS)]
notes = [f"[^n{n}]: {hostile.words(7 * n, 9)}\n" for n in range(ROWS) if n % 500 == 7]
table = "| X | XI | XII |\n|---|---:|:-:|\n" + "\n".join(rows) + "\n\nTable: X[^x]\n\n[^x]: X\n"
hostile.run(["# X\n\n" + table + "\n" + "\n".join(notes)], seconds=60, must_succeed=True)
