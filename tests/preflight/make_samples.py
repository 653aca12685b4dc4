"""make_samples.py FOLDER: writes the sound samples, and with --all every broken one of the table too."""
import sys
from pathlib import Path

from sample_print import x1a, x4
from sample_tagged import tagged

SOUND = {"tagged": tagged, "x4": x4, "x1a": x1a}


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in SOUND.items():
        (folder / f"{name}.pdf").write_bytes(make().bytes())
    if "--all" in sys.argv:
        from variants import VARIANTS
        for variant in VARIANTS:
            (folder / f"{variant.name}.pdf").write_bytes(variant.make().bytes())


if __name__ == "__main__":
    main()
