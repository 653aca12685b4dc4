"""3,000 headings without a text between them, and a heading that is longer than a page (a running head shows it too)."""
import hostile

TITLE = hostile.words(0, 1500)
hostile.run(["".join(f"{'#' * (1 + n % 6)} X{n}\n\n" for n in range(3000)) + f"# {TITLE}\n\nx\n"],
            seconds=60, template="plain", repeated=TITLE)
