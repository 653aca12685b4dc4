"""Bytes that are not UTF-8: every kind of fault, and 100,000 random ones. A report is the only right end."""
import random

import hostile

FAULTS = [b"\x80", b"\xc0\x80", b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\xe9",
          b"\xc3"]
front = b"---\ntemplate: plain\n---\n\n"
chance = random.Random(1)
hostile.run([front + b"# X\n\nbako " + fault + b" vizu\n" for fault in FAULTS]
            + [front + chance.randbytes(100_000), chance.randbytes(100_000)], seconds=30)
