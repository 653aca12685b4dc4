"""qpdf finds nothing wrong with the file, and a second reader, mutool, reads every page of it."""
import subprocess

import pdf


def main():
    file, faults = pdf.brochure(), []
    done = subprocess.run(["qpdf", "--check", file], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode or "WARNING" in done.stdout:
        faults.append(f"qpdf --check: status {done.returncode}\n{done.stdout}")
    done = subprocess.run(["mutool", "draw", "-q", "-r", "20", "-F", "pbm", "-o", "/dev/null", file],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    said = [line for line in done.stderr.splitlines() if "ICC support" not in line]  # of that build of mutool
    if done.returncode or said:
        faults.append(f"mutool draw: status {done.returncode}\n{done.stderr}")
    info = pdf.run("pdfinfo", file).decode()
    for line in ("Title:", "Encrypted:       no", "JavaScript:      no"):
        if line not in info:
            faults.append(f"pdfinfo does not say “{line}”:\n{info}")
    objects = pdf.objects(file)
    if not pdf.spoken(objects.root.get("/Lang", "u:")).startswith("fr"):
        faults.append(f"the catalogue's language is {objects.root.get('/Lang')}")
    pdf.finish(faults, len(objects.pages), "pages")


main()
