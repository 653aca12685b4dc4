"""A note that is longer than a page, called near the foot of one."""
import hostile

hostile.run(["# X\n\n" + hostile.words(0, 200) + "[^long]\n\n" + hostile.words(200, 300) + "\n\n[^long]: "
             + hostile.words(500, 3000) + "\n"], seconds=30, must_succeed=True)
