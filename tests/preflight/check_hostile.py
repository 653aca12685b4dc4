"""Files that no writer would make: preflight ends soon, with a status of its own and a clear error where it gives up."""
import os
import re
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

from sample_tagged import tagged
from variant import add

MAQUETTE = os.environ["MAQUETTE"]
SECONDS = 100  # against a hang; nothing here takes a tenth of it


def changed(*breaks):
    sample = tagged()
    for change in breaks:
        change(sample) if callable(change) else sample.change(*change)
    return sample.bytes()


def content(data):
    return changed(add("content_2", ("<< >>", data)))


def nested(count):
    """A chain of elements, each in the one before."""
    def change(sample):
        sample.objects.update({f"deep_{i}": f"<< /Type /StructElem /S /Div /P @tree /K @deep_{i + 1} >>"
                               for i in range(count)})
        sample.objects[f"deep_{count}"] = "<< /Type /StructElem /S /Div /P @tree /K @h1 >>"
        sample.change("document", "@contents", "@contents @deep_0")
    return changed_fast(change)


def changed_fast(change):
    """References by their number at once: Sample looks each one up in all the objects."""
    sample = tagged()
    change(sample)
    numbers = {name: number for number, name in enumerate(sample.objects, 1)}
    sample.number = numbers.__getitem__
    return sample.bytes()


def forms(sample):
    """Twenty forms, each showing the next one twenty times."""
    for i in range(20):
        sample.objects[f"laugh_{i}"] = (f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                                        f"/Resources << /XObject << /X @laugh_{min(i + 1, 19)} >> >> >>", b"/X Do " * 20)
    sample.change("page_2", "/Resources <<", "/Resources << /XObject << /X @laugh_0 >>")
    sample.objects["content_2"] = ("<< >>", b"/X Do")


def pages(sample):
    for i in range(3000):
        sample.objects[f"node_{i}"] = f"<< /Type /Pages /Kids [@node_{i + 1}] /Count 1 >>"
    sample.objects["node_3000"] = "<< /Type /Page /MediaBox [0 0 9 9] >>"
    sample.change("pages", "@page_2]", "@page_2 @node_0]")


def outline(sample):
    for i in range(20000):
        sample.objects[f"mark_{i}"] = f"<< /Title (x) /Dest [@page_1 /Fit] /Next @mark_{i + 1} >>"
    sample.objects["mark_20000"] = "<< /Title (x) /First @mark_0 >>"
    sample.change("outline", "/First @bookmark_1", "/First @mark_0")


def properties(count):
    rows = "".join(f'<z{i}:a xmlns:z{i}="urn:{i}">x</z{i}:a>' for i in range(count))
    return ("xmp", "<pdfuaid:part>", rows + "<pdfuaid:part>")


def roles(count):
    return ("tree", "/Aside /Sect", "/Aside /R0 " + " ".join(f"/R{i} /R{i + 1}" for i in range(count)))


def packed(data):
    return ("<< /Filter /FlateDecode >>", zlib.compress(data, 9))


HOSTILE = {
    "empty": b"",
    "not-pdf": b"hello" * 1000,
    "header-alone": b"%PDF-1.7\n",
    "no-catalogue": b"%PDF-1.7\ntrailer << >>\nstartxref\n0\n%%EOF\n",
    "page-circle": changed(("pages", "@page_2]", "@page_2 @pages]")),
    "pages-deep": changed_fast(pages),
    "pages-repeated": changed(("pages", "@page_2]", "@page_2 " + "@page_1 " * 100000 + "]")),
    "role-circle": changed(("tree", "/Aside /Sect", "/Aside /B /B /C /C /Aside")),
    "role-chain": changed(roles(50000)),
    "kids-repeated": changed(("sect", "@h1", "@h1 " * 200000)),
    "content-repeated": changed(("h1", "/K [", "/K [" + "<< /Type /MCR /Pg @page_1 /MCID 1 >>" * 50000)),
    "elements-deep": nested(20000),
    "element-circle": changed(("p1", "/K [", "/K [@document @sect @p1 ")),
    "outline-long": changed_fast(outline),
    "forms-laugh": changed(forms),
    "bad-stream": changed(add("content_2", ("<< /Filter /FlateDecode >>", b"no deflate"))),
    "bomb": changed(add("content_2", packed(b"0 " * (200 << 20)))),
    "font-bomb": changed(add("font_file", packed(b"\0" * (300 << 20)))),
    "saves": content(b"q " * 500000),
    "tags": content(b"/P << /MCID 1 >> BDC " * 200000),
    "shows": content(b"BT /F1 1 Tf " + b"<0001> Tj " * 300000 + b"ET"),
    "brackets": content(b"[" * 1000000 + b" TJ"),
    "dictionaries": content(b"<< /a " * 300000 + b" BDC"),
    "inline-image": content(b"BI /W 1 ID " + b"EI" * 500000),
    "areas": content(b"/F1 1 Tf " + b"0 0 9 9 re f BT <0001> Tj ET " * 30000),
    "numbers": content(b"1" * 1000000 + b" w " + b"-.-.- w " * 1000),
    "operands": content(b"1 " * 1000000 + b"w"),
    "widths": changed(("font_cid", "/W [", "/W [" + "0 65535 500 " * 10000)),
    "characters": changed(("font_unicode", "endcmap", "1 beginbfrange\n" + "<0000> <FFFF> <0041>\n" * 10000 + "endbfrange")),
    "entities": changed(("xmp", "<x:xmpmeta", '<!DOCTYPE a [<!ENTITY b "' + "c" * 1000 + '">]><x:xmpmeta')),
    "xml-deep": changed(("xmp", "<pdfuaid:part>", "<pdfuaid:a>" * 100000)),
    "properties": changed(properties(20000)),
    "spans": changed(("cell_1", "/MCID 13 >>]", "/MCID 13 >>] /A << /O /Table /ColSpan 100000000 /RowSpan 100000000 >>")),
    "negative": changed(("parents", "/Nums [0", "/Nums [-5 [] 0"), ("h1", "/MCID 0", "/MCID -1")),
    "reference-far": changed(("page_1", "@content_1", "2147483647 0 R"), ("page_2", "/Type /Page", "/Type /Page /Annots [99999 0 R 0 0 R -1 0 R]")),
    "wrong-kinds": changed(("catalogue", "/MarkInfo << /Marked true >>", "/MarkInfo [1]"), ("font", "[@font_cid]", "@font_cid"),
                           ("font_cid", "/W [", "/W [/x (y) "), ("intent", "@profile", "(profile)"),
                           ("outline", "@bookmark_1", "7"), ("tree", "/RoleMap <<", "/RoleMap << /P 3 ")),
}


def truncated(data):
    return {f"truncated-{i}": data[:len(data) * i // 40] for i in range(1, 40)}


def turned(data):
    """One byte in each of many places is another one: digits, brackets, names."""
    places = [match.start() for match in re.finditer(rb"[\[\]<>()/0-9]", data)]
    return {f"turned-{at}": data[:at] + bytes([data[at] ^ 0x15]) + data[at + 1:] for at in places[::len(places) // 80]}


def check(name, data, folder):
    file = folder / "hostile.pdf"
    file.write_bytes(data)
    try:
        done = subprocess.run([MAQUETTE, "preflight", file, "--standard", "pdf/ua-1,pdf/a-2a,pdf/x-4,pdf/x-1a"],
                              capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return [f"{name}: no end after {SECONDS} s"]
    said = done.stderr.decode(errors="replace")
    faults = []
    if done.returncode not in (0, 1, 2) or "ERROR: " in said or "runtime error" in said:
        faults.append(f"{name}: status {done.returncode}\n{said[:3000]}")
    if done.returncode == 2 and "maquette: error: " not in said:
        faults.append(f"{name}: gives up without a word")
    if done.returncode == 0:
        faults.append(f"{name}: passes")
    if done.returncode == 1 and b"not met" not in done.stdout:
        faults.append(f"{name}: no verdict")
    return faults


def main():
    cases = {**HOSTILE, **truncated(tagged().bytes()), **turned(tagged().bytes())}
    faults = []
    with tempfile.TemporaryDirectory(prefix="maquette-hostile-") as folder:
        for name, data in cases.items():
            faults += check(name, data, Path(folder))
    print("\n".join(faults))
    print(f"{len(cases)} hostile files, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
