"""update.py KIND/NAME...: renews the expected files of cases (see run_case.py); never in CI.

Names may hold wildcards: update.py 'error/*'. A renewed expectation is reviewed like code: git diff shows it.
"""
import os
import sys

from run_case import TESTS, run_case


def find_cases(pattern):
    kind, _, rest = pattern.strip("/").partition("/")
    if kind == "snapshots":  # one for each edition of content/
        return [f"snapshots/{p.parent.name}" for p in sorted(TESTS.parent.glob(f"content/{rest}/edition.yaml"))]
    if kind == "spoken":  # of those that are kept
        return [f"spoken/{p.stem}" for p in sorted((TESTS / kind).glob(f"{rest}.txt"))]
    return [f"{kind}/{p.name}" for p in sorted((TESTS / kind).glob(rest))
            if (p / "command").exists() or (p / "edition" / "edition.yaml").exists()]


def update(name):
    folder, made, absent, _ = run_case(name)
    status = int(made["status"])
    allowed = (0, 1, 2) if name.startswith("error/") else (0, 1) if name.startswith("page/") else (0,)
    if status not in allowed:
        sys.exit(f"{name}: maquette ended with status {status}: nothing is renewed\n" + "\n".join(made.values()))
    for file, text in made.items():
        path = folder / file
        if absent.get(file) == text and not path.exists():
            continue
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"renewed {path.relative_to(TESTS.parent)}")


def main():
    if os.environ.get("CI"):
        sys.exit("update.py: expectations are not renewed in CI")
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    for pattern in sys.argv[1:]:
        names = find_cases(pattern)
        if not names:
            sys.exit(f"update.py: no case is named {pattern}")
        for name in names:
            update(name)


if __name__ == "__main__":
    main()
