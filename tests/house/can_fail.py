"""The checks beside this one find what they are there for: a small healthy tree passes each of them, and with one fault
put in it fails with the words expected."""
import importlib
import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

HEALTHY = {
    "src/README.md": "| `base` | libc |\n| `layout` | |\n| `page` | libpng |\n| `output` | libharu |\n| `preflight` | |\n| `app` | |\n",
    "src/base/a.h": "#ifndef MAQUETTE_BASE_A_H\n#define MAQUETTE_BASE_A_H\nint a_find(int x);\n#endif\n",
    "src/base/a.c": '#include "base/a.h"\nstatic const char *const names[] = {"float", "1.5"};\n'
                    "static int (*const tables[])(int x) = {a_find};\n\n"
                    "int a_find(int x) {\n    return names[0][x];\n}\n",
    "src/page/b.c": '#include "base/a.h"\n#include <png.h>\n',
    "src/output/c.c": "double scale(double x) {\n    return x * 0.5;\n}\n",
    "src/base/messages.def": '/* none */\nMESSAGE(LOST, DIAG_ERROR, "{0} is lost", "", "{0} est perdu", "")\n',
    "tests/error/lost/expected.diag": "a.md:1:1: error: x is lost\n",
    "CMakeLists.txt": "pkg_check_modules(PNG REQUIRED IMPORTED_TARGET libpng)\n",
    "fonts/fonts.yaml": "x: {package: fonts-lato}\n",
    "bootstrap": "#!/bin/sh\necho 'libpng-dev # images'\necho 'fonts-lato # headings'\n",
    "README.md": "libpng-dev fonts-lato\n\n## The command line\nmaquette set: --wide yes or no\n",
    "src/app/options.c": 'static const Option known[] = {\n    {"--wide", {"yes", "no", 0}, true},\n};\n',
    "src/app/options_help.c": 'static const char english_help[] = "  maquette set\\n"\n'
                              '                                   "  --wide yes|no\\n";\n'
                              'static const char french_help[] = "  maquette set\\n  --wide yes|no\\n";\n',
    "layouts/schema.json": '{"a": {"$comment": "keys: src/layout/read.c KEYS", "additionalProperties": false, '
                           '"properties": {"x": {}, "y": {"$comment": "words: src/layout/read.c WORDS", '
                           '"enum": ["top", "foot"]}}}}\n',
    "src/layout/read.c": 'static const char *const KEYS[] = {"x", "y", NULL};\n'
                         'static const char *const WORDS[] = {"top", "foot", NULL};\n',
    "src/preflight/checks.def": 'CHECK(U1, "U1", "header", "en-tête")\n',
    "tests/preflight/variants.py": '"U1 failed"\n',
    ".clang-format": "BasedOnStyle: LLVM\nIndentWidth: 4\nAllowShortFunctionsOnASingleLine: None\n",
}

LONG_BODY = "    x++;\n" * 70
# (check, file, text added at its end or two texts of which the second replaces the first, words of the fault)
FAULTS = [
    ("layers", "src/base/a.h", '#include "page/b.h"\n', "page comes after it"),
    ("layers", "src/base/a.c", "#include <png.h>\n", "knows libpng"),
    ("layers", "src/base/a.c", '#include "a.h"\n', "not written from src/"),
    ("nofloat", "src/base/a.c", "static const float half = 0;\n", "float outside src/output"),
    ("nofloat", "src/base/a.c", "static const int half = 0.5;\n", "0.5 outside src/output"),
    ("sizes", "src/base/a.c", f"int long_one(int x) {{\n{LONG_BODY}}}\n", "over 60 it says why"),
    ("sizes", "src/base/a.c", f"/* long: a table */\nint long_one(int x) {{\n{LONG_BODY * 2}}}\n", "over 100"),
    ("sizes", "src/base/a.c", "/* */\n" * 601, "split by subject"),
    ("headers", "src/base/a.h", "Unknown b_find(void);\n", "does not compile alone"),
    ("headers", "src/base/d.h", "int d;\n", "has no guard MAQUETTE_BASE_D_H"),
    ("names", "src/base/a.c", "static int count;\n", "can change at file level: static int count"),
    ("names", "src/base/a.c", "static const char *name = 0;\n", "can change at file level"),
    ("names", "src/base/a.c", "static int (*table[])(int x) = {a_find};\n", "can change at file level"),
    ("names", "src/base/a.c", "struct Pair pair = {1, 2};\n", "can change at file level"),
    ("names", "src/base/a.c", "int next(void) {\n    static int n;\n    return ++n;\n}\n", "can change at file level"),
    ("names", "src/base/a.c", "int x_get(void) {\n    return 1;\n}\n", "the verb says nothing"),
    ("names", "src/base/a.c", "int f(void) {\n    goto a;\na:\n    goto b;\nb:\n    return 1;\n}\n", "2 labels"),
    ("names", "src/base/a.c", "#include <setjmp.h>\nint f(jmp_buf b) {\n    return setjmp(b);\n}\n", "setjmp"),
    ("names", "src/base/string_utils.c", "/* */\n", "name says nothing"),
    ("messages", "src/base/messages.def", 'MESSAGE(GONE, DIAG_NOTE, "gone", "", "parti", "")\n', "no case of tests/error"),
    ("messages", "src/base/messages.def", 'MESSAGE(LOST, DIAG_NOTE, "{0} is lost", "", "perdu", "")\n', "same arguments"),
    ("messages", "src/base/messages.def", 'MESSAGE(LOST, DIAG_NOTE, "x is lost", "", "", "")\n', "is empty"),
    ("messages", "src/base/messages.def", 'MESSAGE(LOST, DIAG_NOTE, "x is lost", "", "fin !", "")\n', "no-break space"),
    ("messages", "src/base/messages.def", 'MESSAGE(LOST, DIAG_NOTE, "x is lost", "", "« fin »", "")\n', "no-break space"),
    ("messages", "src/base/messages.def", 'MESSAGE(LOST, DIAG_NOTE, x, "", "fin", "")\n', "cannot be read"),
    ("packages", "CMakeLists.txt", "find_library(X hpdf REQUIRED)\n", "libhpdf-dev is not in bootstrap's list"),
    ("packages", "fonts/fonts.yaml", "y: {package: fonts-inter}\n", "fonts-inter is not in bootstrap's list"),
    ("packages", "bootstrap", "echo 'gcc # compiler'\n", "README.md: does not name gcc"),
    ("packages", "bootstrap", "echo 'fonts-lato'\n", "has no reason"),
    ("schema", "layouts/schema.json", ('"x": {}', '"w": {}'), "lacks “x” of KEYS"),
    ("schema", "layouts/schema.json", ('"x": {}', '"x": {}, "w": {}'), "“w” is not in KEYS"),
    ("schema", "layouts/schema.json", ('"x": {}', '"x": {}, "x": {}'), "“x” stands twice in one object"),
    ("schema", "layouts/schema.json", ('"top", ', ""), "lacks “top” of WORDS"),
    ("schema", "layouts/schema.json", ('"additionalProperties": false, ', ""), 'lacks "additionalProperties": false'),
    ("schema", "layouts/schema.json", (".c WORDS", ".c WORD"), "no table WORD that holds top, foot"),
    ("schema", "src/layout/read.c", 'static const char *const MORE_KEYS[] = {"z", NULL};\n', "MORE_KEYS is in no $comment"),
    ("schema", "src/layout/read.c", 'static const char *const MORE_WORDS[] = {"z", NULL};\n', "MORE_WORDS is in no $comm"),
    ("rules", "src/preflight/checks.def", 'CHECK(X_1, "X-1", "version", "version")\n', "X-1: no test names it"),
    ("rules", "tests/preflight/variants.py", ("U1", "U11"), "U1: no test names it"),
    ("help", "README.md", ("--wide yes", "--wide"), "README.md: --wide without yes"),
    ("help", "README.md", ("maquette set", "maquette"), "README.md: no maquette set"),
    ("help", "src/app/options.c", '    {"--narrow", {0}, false},\n', "--help (french): --narrow without --narrow"),
    ("help", "src/app/options_help.c", ("|no", ""), "--help (english): --wide without no"),
    ("help", "src/app/options_help.c", ("--wide yes", "--old --wide yes"), "there is no option --old"),
    ("help", "src/app/options_help.c", ("maquette set\\n  --wide", "maquette set : x\\n  --wide"), "no no-break space"),
    ("format", "src/base/a.c", "int  f( void ){return 1;}\n", "should be clang-formatted"),
]


def write_tree(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    bootstrap = root / "bootstrap"
    bootstrap.chmod(bootstrap.stat().st_mode | stat.S_IXUSR)


def faults_of(check, files):
    with tempfile.TemporaryDirectory(prefix="maquette-house-") as folder:
        write_tree(Path(folder), files)
        faults, seen = importlib.import_module(check).find_faults(Path(folder))
        return "\n".join(faults), seen


def main():
    wrong = 0
    for check in sorted({check for check, *_ in FAULTS}):
        if check == "format" and not shutil.which("clang-format"):
            continue
        found, seen = faults_of(check, HEALTHY)
        if found or not seen:
            print(f"{check}: a healthy tree fails (looked at {seen}):\n{found}")
            wrong += 1
        for name, added, words in [fault[1:] for fault in FAULTS if fault[0] == check]:
            healthy = HEALTHY.get(name, "")
            broken = healthy + added if isinstance(added, str) else healthy.replace(*added)
            found, _ = faults_of(check, {**HEALTHY, name: broken})
            if words not in found:
                print(f"{check}: does not find “{words}” in {name} with:\n{str(added)[:80]}\nit says: {found}")
                wrong += 1
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    main()
