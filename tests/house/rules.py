"""Every rule that preflight knows is named by a test: by a broken file of tests/preflight, or by what reads a built one."""
import re

from house import finish, root_argument, source_files

RULE = re.compile(r'^CHECK\(\w+, "([A-Z]+-?\d+)"', re.M)


def find_faults(root):
    """Faults, and how many rules there are."""
    rules = RULE.findall((root / "src/preflight/checks.def").read_text(encoding="utf-8"))
    sources = source_files(root, ".py", ".c", ".sh", folders=("tests",))
    tests = "\n".join(path.read_text(encoding="utf-8") for path in sources if path.parent.name != "house")
    return [f"src/preflight/checks.def: {rule}: no test names it" for rule in rules
            if not re.search(rf"(?<![\w-]){rule}(?![\w-])", tests)], len(rules)


if __name__ == "__main__":
    finish(*find_faults(root_argument()), "rule")
