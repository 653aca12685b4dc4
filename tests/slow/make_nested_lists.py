"""A list in a list, 500 deep."""
import hostile

hostile.run(["# X\n\n" + "".join(f"{'  ' * depth}- {hostile.word(depth)}\n" for depth in range(500))], seconds=30)
