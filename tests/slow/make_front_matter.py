"""Front matter of 100,000 keys, one that never ends, and YAML nested 5,000 deep."""
import hostile

keys = "".join(f"key{n}: {n}\n" for n in range(100_000))
hostile.run([f"---\ntemplate: plain\n{keys}---\n\n# X\n".encode(), b"---\ntemplate: plain\n" + b"a: b\n" * 50_000,
             b"---\ntemplate: plain\nx: " + b"[" * 5_000 + b"\n---\n\nbako\n",
             b"---\ntemplate: plain\na: &a [x]\nb: [" + b"*a, " * 10_000 + b"]\n---\n\nbako\n"], seconds=30)
