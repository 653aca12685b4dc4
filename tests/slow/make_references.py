"""2,000 page references that move the pages they name."""
import hostile

blocks = [f"## X{n} {{#x{n}}}\n\n{hostile.words(10 * n, 10)} ([X {{page}}](#x{(7 * n) % 2000})).\n" for n in range(2000)]
hostile.run(["# X\n\n" + "\n".join(blocks)], seconds=60, template="plain", must_succeed=True)
