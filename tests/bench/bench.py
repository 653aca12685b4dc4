"""Measures the release build, whole process: the French brochure, and an edition of some 1,200 pages made of its chapters
a hundred times over (under build/bench). Prints figures and asserts nothing. hyperfine measures where it is installed.
"""
import json
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MAQUETTE = os.environ.get("MAQUETTE") or str(ROOT / "build" / "maquette")
TIMES = 100  # how often the large edition repeats the small one


def make_large_edition(source, folder):
    """The sections of source repeated, with ids and note names that stay their own in each round."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in sorted(source.iterdir()):
        if path.suffix != ".md":
            shutil.copy(path, folder) if path.is_file() else shutil.copytree(path, folder / path.name)
    for round_number in range(TIMES):
        for path in sorted(source.glob("*.md")):
            text = path.read_text(encoding="utf-8")
            text = re.sub(r"(\[\^[\w-]+)\]", rf"\1-{round_number}]", text)
            text = re.sub(r"(\]\(#[\w-]+)\)", rf"\1-{round_number})", text)
            text = re.sub(r"(\{[^{}\n]*?#[a-z][\w-]*)", rf"\1-{round_number}", text)
            (folder / f"{round_number:03d}-{path.name}").write_text(text, encoding="utf-8")


def measure(command, runs):
    """Median, least and greatest seconds of the whole process."""
    if shutil.which("hyperfine"):
        made = ROOT / "build" / "bench" / "hyperfine.json"
        subprocess.run(["hyperfine", "--shell=none", "--warmup=1", f"--runs={runs}", "--style=none",
                        f"--export-json={made}", " ".join(command)], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, cwd=ROOT)
        result = json.loads(made.read_text())["results"][0]
        return result["median"], result["min"], result["max"]
    seconds = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds[1:]), min(seconds[1:]), max(seconds[1:])


def peak_memory(command):
    """The most memory that one run holds, in MiB."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(command)} ended with status {os.waitstatus_to_exitcode(status)}")
    return usage.ru_maxrss / 1024


def page_count(file):
    return int(subprocess.run(["qpdf", "--show-npages", str(file)], check=True, stdout=subprocess.PIPE).stdout)


def report(name, edition, runs):
    made = f"build/bench/{name}.pdf"
    command = [MAQUETTE, "build", edition, "-o", made]
    memory = peak_memory(command)
    median, least, most = measure(command, runs)
    pages = page_count(ROOT / made)
    size = (ROOT / made).stat().st_size
    print(f"{name:9} {pages:5} pages {size / 1024:8.0f} KiB  median {median * 1000:7.1f} ms ({least * 1000:.1f} to "
          f"{most * 1000:.1f}, {runs} runs) {pages / median:7.0f} pages/s  peak {memory:6.1f} MiB, "
          f"{memory * 1024 / pages:.0f} KiB a page")


def processor():
    """The processor's name as Linux tells it."""
    try:
        names = re.findall(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text(), re.M)
    except OSError:
        names = []
    return names[0] if names else platform.machine()


def main():
    source, large = ROOT / "content" / "fr", ROOT / "build" / "bench" / "large"
    make_large_edition(source, large)
    print(f"{processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}")
    report("brochure", "content/fr", 20)
    report("large", "build/bench/large", 5)


if __name__ == "__main__":
    main()
