"""clang-format has nothing to change in src and tests; skipped with a notice where it is not installed."""
import shutil
import subprocess
import sys

from house import finish, root_argument, source_files


def find_faults(root):
    files = source_files(root, ".c", ".h", folders=("src", "tests"))
    done = subprocess.run(["clang-format", "--dry-run", "-Werror", *map(str, files)], cwd=root, capture_output=True,
                          text=True)
    heads = [line.replace(f"{root}/", "") for line in done.stderr.split("\n") if ": error:" in line]
    return heads or ([done.stderr] if done.returncode else []), len(files)


if __name__ == "__main__":
    if not shutil.which("clang-format"):
        print("skipped: clang-format is not installed")
        sys.exit(77)
    finish(*find_faults(root_argument()), "source file")
