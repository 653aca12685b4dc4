"""run_case.py KIND/NAME: runs one case below tests/ and compares what maquette says with what is stored.

error/NAME      command         arguments of maquette, as in a shell; run inside the folder
                expected.diag   its exact error output
                expected.fr.diag   the same with --messages=fr (optional)
                expected.out    its exact output (optional)
                status          its exit status (optional, 1)
                environment     variables set for it, NAME=VALUE a line (optional)
                project/        files of layouts/ and fonts/ that differ from the repository's (optional)
page/NAME       edition/        the edition
                project/        as above (optional); page/common/ is laid under it
                expected.snap   its snapshot
                expected.diag   the messages it gives (optional, none)
snapshots/NAME  tests/snapshots/NAME.snap is the snapshot of content/NAME, NAME.diag its messages (optional, none)
spoken/NAME     tests/spoken/NAME.txt is what is read aloud of content/NAME

In a command {root} is the repository, {project} the repository's layouts/ and fonts/ with the case's own project/
laid over them, {out} a folder to write to; expected texts say the same. A case fails by exit status 1 with a diff.
tests/tools/update.py writes the expected files.
"""
import difflib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"


def maquette_path():
    return os.environ.get("MAQUETTE") or str(ROOT / "build" / "maquette")


def run_maquette(arguments, folder, variables=None):
    """Status, output and error output, as text; a crash's status is negative."""
    english = {**os.environ, "LC_ALL": "C.UTF-8", **(variables or {})}  # the locale decides the language of messages
    done = subprocess.run([maquette_path(), *arguments], cwd=folder, env=english, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return (done.returncode, done.stdout.decode("utf-8", "backslashreplace"),
            done.stderr.decode("utf-8", "backslashreplace"))


def lay_over(case, folder):
    """Makes the project of a case in folder: links to the repository's files, to those that the cases of a kind share,
    and to the case's own; the later ones instead of the earlier ones."""
    for root in (ROOT, case.parent / "common", case / "project"):
        for path in sorted(path for part in ("layouts", "fonts") for path in (root / part).rglob("*") if path.is_file()):
            link = folder / path.relative_to(root)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            link.symlink_to(path)
    return folder


def run_error_case(case):
    """The files that the case should have, as it comes out now: {name: text}."""
    command = (case / "command").read_text(encoding="utf-8")
    made = {}
    variables = case / "environment"
    if variables.exists():
        variables = dict(line.split("=", 1) for line in variables.read_text(encoding="utf-8").splitlines())
    else:
        variables = {}
    with tempfile.TemporaryDirectory(prefix="maquette-case-") as folder:
        places = {"{out}": f"{folder}/out", "{project}": f"{folder}/project", "{root}": str(ROOT)}
        Path(folder, "out").mkdir()
        lay_over(case, Path(folder, "project"))

        def shown(text):
            for name, place in places.items():
                text = text.replace(place, name)
            return text

        arguments = shlex.split(command, comments=True)
        for name, place in places.items():
            arguments = [word.replace(name, place) for word in arguments]
        status, output, errors = run_maquette(arguments, case, variables)
        made["expected.diag"] = shown(errors)
        made["status"] = f"{status}\n"
        if (case / "expected.out").exists():
            made["expected.out"] = shown(output)
        if (case / "expected.fr.diag").exists():
            shutil.rmtree(Path(folder, "out"))
            Path(folder, "out").mkdir()
            made["expected.fr.diag"] = shown(run_maquette([*arguments, "--messages=fr"], case, variables)[2])
    return made


def run_snapshot(edition, folder, stored, case=None):
    """Status, snapshot and messages of an edition below folder, and the status of comparing it with the stored file."""
    with tempfile.TemporaryDirectory(prefix="maquette-case-") as out:
        project = lay_over(case, Path(out, "project")) if case else ROOT
        file = Path(out) / "made.snap"
        base = ["snapshot", edition, "--project", str(project)]
        status, _, errors = run_maquette([*base, "-o", str(file)], folder)
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        check_status = run_maquette([*base, "--check", str(stored)], folder)[0] if stored.exists() else None
        errors = errors.replace(str(project), "{project}")
    return status, text, errors, check_status


def run_page_case(case):
    status, text, errors, check = run_snapshot("edition", case, case / "expected.snap", case)
    made = {"expected.snap": text, "expected.diag": errors, "status": f"{status}\n"}
    return made, check


def run_edition_case(name):
    stored = TESTS / "snapshots" / f"{name}.snap"
    status, text, errors, check = run_snapshot(f"content/{name}", ROOT, stored)
    return {stored.name: text, f"{name}.diag": errors, "status": f"{status}\n"}, check


def run_spoken_case(name):
    with tempfile.TemporaryDirectory(prefix="maquette-case-") as out:
        file = Path(out) / "made.txt"
        status, _, errors = run_maquette(["build", f"content/{name}", "--output", "text", "-o", str(file)], ROOT)
        return {f"{name}.txt": file.read_text(encoding="utf-8") if file.exists() else errors, "status": f"{status}\n"}


def run_case(name):
    """(folder, files as made, files that may be absent with their content, status of --check or None)"""
    kind, _, rest = name.strip("/").partition("/")
    folder = TESTS / kind / rest
    if kind == "error":
        return folder, run_error_case(folder), {"status": "1\n"}, None
    if kind == "page":
        made, check = run_page_case(folder)
        return folder, made, {"expected.diag": "", "status": "0\n"}, check
    if kind == "snapshots":
        made, check = run_edition_case(rest)
        return TESTS / kind, made, {f"{rest}.diag": "", "status": "0\n"}, check
    if kind == "spoken":
        return TESTS / kind, run_spoken_case(rest), {"status": "0\n"}, None
    sys.exit(f"run_case.py: {name}: the kinds are error, page, snapshots and spoken")


def say_how_to_renew(name, stored):
    """What a person needs who sees that the layout of content/NAME is not as stored: the cause, and a command."""
    if stored.exists():
        print(run_maquette(["diff", str(stored), f"content/{name}"], ROOT)[1], end="")
    print(f"If this is meant, renew tests/snapshots/{name}.snap and commit it:\n"
          f"  build/maquette snapshot content/{name} --check tests/snapshots/{name}.snap --accept")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    name = sys.argv[1]
    folder, made, absent, check = run_case(name)
    faults = 0
    for file, text in made.items():
        path = folder / file
        expected = path.read_text(encoding="utf-8") if path.exists() else absent.get(file)
        if expected is None and name.startswith("snapshots/"):
            print(f"content/{Path(file).stem} has no stored snapshot: {path.relative_to(ROOT)} is missing")
            faults += 1
        elif expected is None:
            print(f"{name}: {file} is missing; tests/tools/update.py {name} makes it. Now it would be:\n{text}")
            faults += 1
        elif expected != text:
            diff = difflib.unified_diff(expected.splitlines(), text.splitlines(), f"{name}/{file}", "made now",
                                        lineterm="")
            print("\n".join(diff) or f"{name}/{file}: only the line end at the end differs")
            faults += 1
    if not faults and check not in (None, 0):
        print(f"{name}: the snapshot is as stored, yet --check gives status {check}")
        faults += 1
    if faults and name.startswith("spoken/"):
        print(f"If this is meant, renew the file and commit it: python3 tests/tools/update.py {name}")
    if faults and name.startswith("snapshots/"):
        say_how_to_renew(name.partition("/")[2], folder / f"{name.partition('/')[2]}.snap")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
