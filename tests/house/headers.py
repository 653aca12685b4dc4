"""Every header has a guard named after its path and compiles alone."""
import re
import shutil
import subprocess

from house import finish, root_argument, source_files

MODULES = ["harfbuzz", "harfbuzz-subset", "freetype2", "icu-uc", "libfyaml", "nettle", "libpng", "libqpdf", "expat"]


def library_flags():
    done = subprocess.run(["pkg-config", "--cflags", *MODULES], capture_output=True, text=True)
    return done.stdout.split()


def find_faults(root):
    faults, seen = [], 0
    compiler, flags = shutil.which("gcc") or "cc", library_flags()
    for path in source_files(root, ".h"):
        shown, seen = path.relative_to(root), seen + 1
        text = path.read_text(encoding="utf-8")
        guard = "MAQUETTE_" + re.sub(r"\W", "_", str(shown.relative_to("src"))).upper()
        if not re.search(rf"^#ifndef {guard}\n#define {guard}\n.*^#endif", text, re.M | re.S):
            faults.append(f"{shown}: has no guard {guard}")
        command = [compiler, "-std=c17", "-D_POSIX_C_SOURCE=200809L", "-Wall", "-Wextra", "-Werror", "-fsyntax-only",
                   "-x", "c", "-I", str(root / "src"), *flags, "-include", str(path), "/dev/null"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            faults.append(f"{shown}: does not compile alone:\n{done.stderr}")
    return faults, seen


if __name__ == "__main__":
    finish(*find_faults(root_argument()), "header")
