"""Files that no writer would make: preflight ends, with a status of its own and a clear error where it gives up, and in
bounded memory. What is multiplied is small in the file: one array that stands in thousands of places."""
import os
import re
import subprocess
import sys
import tempfile
import threading
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sample_print import x1a
from sample_tagged import tagged
from variant import Variant, add
from variants_apart import glyphs

MAQUETTE = os.environ["MAQUETTE"]
SECONDS = 100  # against a hang; nothing here takes a tenth of it
SANITIZED = b"__asan_init" in Path(MAQUETTE).read_bytes()
MEBIBYTES = 800  # budgets of preflight, and room for qpdf


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
    return changed(change)


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


def shared_numbers(sample):
    """Thousands of nodes of the parent tree with the same numbers."""
    for i in range(5000):
        sample.objects[f"node_{i}"] = "<< /Nums @numbers >>"
    sample.objects["numbers"] = "[" + "7 null " * 100000 + "]"
    sample.change("parents", "/Nums [", "/Kids [" + " ".join(f"@node_{i}" for i in range(5000)) + "] /Nums [")


def shared_pages(sample):
    """Thousands of nodes of the page tree with the same kids."""
    for i in range(5000):
        sample.objects[f"node_{i}"] = "<< /Type /Pages /Kids @many >>"
    sample.objects["many"] = "[" + "@page_1 " * 100000 + "]"
    sample.change("pages", "@page_2]", "@page_2 " + " ".join(f"@node_{i}" for i in range(5000)) + "]")


def shared_annotations(sample):
    sample.objects["annotations"] = "[" + "@link_1 " * 20000 + "]"
    sample.objects["link_1"] = "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>"
    for i in range(5000):
        sample.objects[f"sheet_{i}"] = "<< /Type /Page /MediaBox [0 0 9 9] /Annots @annotations >>"
    sample.change("pages", "@page_2]", "@page_2 " + " ".join(f"@sheet_{i}" for i in range(5000)) + "]")


def shared_kids(sample):
    """Thousands of elements that hold the same hundred thousand pieces of content."""
    for i in range(5000):
        sample.objects[f"part_{i}"] = "<< /Type /StructElem /S /P /P @sect /Pg @page_1 /K @content_ids >>"
    sample.objects["content_ids"] = "[" + " ".join(str(i) for i in range(100000)) + "]"
    sample.change("sect", "@h1", "@h1 " + " ".join(f"@part_{i}" for i in range(5000)))


def shared_marks(sample):
    """Thousands of paragraphs that hold one sequence of thousands of marks."""
    for i in range(5000):
        sample.objects[f"part_{i}"] = "<< /Type /StructElem /S /P /P @sect /Pg @page_2 /K 700 >>"
    sample.objects["content_2"] = ("<< >>", b"/P << /MCID 700 >> BDC BT /F1 9 Tf " + b"<0001> Tj " * 200000 + b"ET EMC")
    sample.change("sect", "@h1", "@h1 " + " ".join(f"@part_{i}" for i in range(5000)))


def shared_widths(sample):
    """Thousands of fonts with one array of widths."""
    sample.objects["all_widths"] = "[" + " ".join(f"{i * 256} {i * 256 + 255} 500" for i in range(256)) + "]"
    sample.objects["fonts"] = "<< " + " ".join(f"/N{i} @type_{i}" for i in range(3000)) + " >>"
    for i in range(3000):
        sample.objects[f"type_{i}"] = f"<< /Type /Font /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [@cid_{i}] >>"
        sample.objects[f"cid_{i}"] = "<< /Type /Font /Subtype /CIDFontType2 /W @all_widths >>"
    sample.change("page_2", "/Resources <<", "/Resources << /Font @fonts /Old <<")
    sample.change("page_2", ">>", ">> >>")
    sample.objects["content_2"] = ("<< >>", b"BT " + b"".join(b"/N%d 9 Tf <0001> Tj " % i for i in range(3000)) + b"ET")


def glyph_of_glyphs():
    """A glyph whose content is its own text."""
    text = "500 0 d0 BT /T 9 Tf (ab) Tj ET"
    return Variant("", "", *glyphs(text, text, "/Resources << /Font << /T @type3 >> >>"), base="x1a").make().bytes()


def shared_glyph_names():
    """One long list of glyph names in many fonts, each of which shows every code."""
    sample, count = x1a(), 60
    sample.objects["names"] = "[0 " + "/x " * 150000 + "]"
    for i in range(count):
        sample.objects[f"font_{i}"] = (
            "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [0.1 0 0 0.1 0 0] /FirstChar 0 /LastChar 0 "
            "/Widths [9] /CharProcs << >> /Encoding << /Type /Encoding /Differences @names >> >>")
    sample.change("page", "/F1 @font", "/F1 @font " + " ".join(f"/T{i} @font_{i}" for i in range(count)))
    codes = "<" + "".join(f"{code:02x}" for code in range(256)) + ">"
    sample.change("content", "BT", "BT " + " ".join(f"/T{i} 9 Tf {codes} Tj" for i in range(count)))
    return sample.bytes()


def long_resources(sample):
    """A hundred thousand names of which the last is asked for a hundred thousand times."""
    sample.objects["states"] = "<< " + " ".join(f"/G{i} 7" for i in range(100000)) + " >>"
    sample.change("page_2", "/Resources <<", "/Resources << /ExtGState @states")
    sample.objects["content_2"] = ("<< >>", b"/G99999 gs " * 100000)


def long_properties(sample):
    sample.objects["long"] = "<< " + " ".join(f"/G{i} 7" for i in range(100000)) + " >>"
    sample.change("page_2", "/Resources <<", "/Resources << /Properties << /Long @long >>")
    sample.objects["content_2"] = ("<< >>", b"/P /Long BDC EMC " * 50000)


def packed(data, count):
    """A stream of the data over and over."""
    packer, part = zlib.compressobj(9), data * (1 << 20)
    parts = [packer.compress(part) for _ in range(count >> 20)] + [packer.flush()]
    return ("<< /Filter /FlateDecode >>", b"".join(parts))


HOSTILE = {
    "empty": lambda: b"",
    "not-pdf": lambda: b"hello" * 1000,
    "header-alone": lambda: b"%PDF-1.7\n",
    "no-catalogue": lambda: b"%PDF-1.7\ntrailer << >>\nstartxref\n0\n%%EOF\n",
    "page-circle": lambda: changed(("pages", "@page_2]", "@page_2 @pages]")),
    "pages-deep": lambda: changed(pages),
    "pages-repeated": lambda: changed(("pages", "@page_2]", "@page_2 " + "@page_1 " * 100000 + "]")),
    "role-circle": lambda: changed(("tree", "/Aside /Sect", "/Aside /B /B /C /C /Aside")),
    "role-chain": lambda: changed(roles(50000)),
    "kids-repeated": lambda: changed(("sect", "@h1", "@h1 " * 200000)),
    "content-repeated": lambda: changed(("h1", "/K [", "/K [" + "<< /Type /MCR /Pg @page_1 /MCID 1 >>" * 50000)),
    "elements-deep": lambda: nested(20000),
    "element-circle": lambda: changed(("p1", "/K [", "/K [@document @sect @p1 ")),
    "outline-long": lambda: changed(outline),
    "forms-laugh": lambda: changed(forms),
    "shared-numbers": lambda: changed(shared_numbers),
    "shared-pages": lambda: changed(shared_pages),
    "shared-annotations": lambda: changed(shared_annotations),
    "shared-kids": lambda: changed(shared_kids),
    "shared-marks": lambda: changed(shared_marks),
    "shared-widths": lambda: changed(shared_widths),
    "long-resources": lambda: changed(long_resources),
    "long-properties": lambda: changed(long_properties),
    "glyph-of-glyphs": glyph_of_glyphs,
    "shared-glyph-names": shared_glyph_names,
    "bad-stream": lambda: changed(add("content_2", ("<< /Filter /FlateDecode >>", b"no deflate"))),
    "bomb": lambda: changed(add("content_2", packed(b"0 ", 200 << 20))),
    "font-bomb": lambda: changed(add("font_file", packed(b"\0", 300 << 20))),
    "saves": lambda: content(b"q " * 500000),
    "tags": lambda: content(b"/P << /MCID 1 >> BDC " * 200000),
    "shows": lambda: content(b"BT /F1 1 Tf " + b"<0001> Tj " * 300000 + b"ET"),
    "brackets": lambda: content(b"[" * 1000000 + b" TJ"),
    "dictionaries": lambda: content(b"<< /a " * 300000 + b" BDC"),
    "inline-image": lambda: content(b"BI /W 1 ID " + b"EI" * 500000),
    "areas": lambda: content(b"/F1 1 Tf " + b"0 0 9 9 re f BT <0001> Tj ET " * 30000),
    "colours": lambda: content(b"".join(b"%d %d %d rg 0 0 9 9 re f\n" % (i % 7, i % 11, i) for i in range(100000))),
    "far-areas": lambda: content(b"50 50 1 1 re f " * 2500 + b"BT /F1 1 Tf " + b"<0003> Tj " * 300000 + b"ET"),
    "numbers": lambda: content(b"1" * 1000000 + b" w " + b"-.-.- w " * 1000),
    "operands": lambda: content(b"1 " * 1000000 + b"w"),
    "widths": lambda: changed(("font_cid", "/W [", "/W [" + "0 65535 500 " * 10000)),
    "characters": lambda: changed(("font_unicode", "endcmap", "1 beginbfrange\n" + "<0000> <FFFF> <0041>\n" * 10000 + "endbfrange")),
    "entities": lambda: changed(("xmp", "<x:xmpmeta", '<!DOCTYPE a [<!ENTITY b "' + "c" * 1000 + '">]><x:xmpmeta')),
    "xml-deep": lambda: changed(("xmp", "<pdfuaid:part>", "<pdfuaid:a>" * 100000)),
    "properties": lambda: changed(properties(20000)),
    "spans": lambda: changed(("cell_1", "/MCID 13 >>]", "/MCID 13 >>] /A << /O /Table /ColSpan 100000000 /RowSpan 100000000 >>")),
    "negative": lambda: changed(("parents", "/Nums [0", "/Nums [-5 [] 0"), ("h1", "/MCID 0", "/MCID -1")),
    "reference-far": lambda: changed(("page_1", "@content_1", "2147483647 0 R"), ("page_2", "/Type /Page", "/Type /Page /Annots [99999 0 R 0 0 R -1 0 R]")),
    "wrong-kinds": lambda: changed(("catalogue", "/MarkInfo << /Marked true >>", "/MarkInfo [1]"), ("font", "[@font_cid]", "@font_cid"),
                           ("font_cid", "/W [", "/W [/x (y) "), ("intent", "@profile", "(profile)"),
                           ("outline", "@bookmark_1", "7"), ("tree", "/RoleMap <<", "/RoleMap << /P 3 ")),
}


def truncated(data):
    return {f"truncated-{i}": lambda i=i: data[:len(data) * i // 20] for i in range(1, 20)}


def turned(data):
    """One byte in each of many places is another one: digits, brackets, names."""
    places = [match.start() for match in re.finditer(rb"[\[\]<>()/0-9]", data)]
    return {f"turned-{at}": lambda at=at: data[:at] + bytes([data[at] ^ 0x15]) + data[at + 1:]
            for at in places[::len(places) // 40]}


def run(file):
    """Status, what was said, and the most memory in MiB; None at a hang."""
    command = [MAQUETTE, "preflight", str(file), "--standard", "pdf/ua-1,pdf/a-2a,pdf/x-4,pdf/x-1a"]
    with open(file.with_suffix(".out"), "w+b") as out, open(file.with_suffix(".err"), "w+b") as said:
        process = subprocess.Popen(command, stdout=out, stderr=said)
        timer = threading.Timer(SECONDS, process.kill)
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        out.seek(0), said.seek(0)
        return os.waitstatus_to_exitcode(status), out.read(), said.read().decode(errors="replace"), usage.ru_maxrss / 1024


def check(name, data, file):
    file.write_bytes(data)
    status, out, said, mebibytes = run(file)
    file.unlink()
    faults = []
    if status not in (0, 1, 2) or "ERROR: " in said or "runtime error" in said:
        faults.append(f"{name}: status {status} (no end in {SECONDS} s gives -9)\n{said[:3000]}")
    if status == 2 and "maquette: error: " not in said:
        faults.append(f"{name}: gives up without a word")
    if status == 0:
        faults.append(f"{name}: passes")
    if status == 1 and b"not met" not in out:
        faults.append(f"{name}: no verdict")
    if mebibytes > MEBIBYTES and not SANITIZED:
        faults.append(f"{name}: {mebibytes:.0f} MiB")
    return faults


def main():
    cases = {**HOSTILE, **truncated(tagged().bytes()), **turned(tagged().bytes())}
    faults = []
    with tempfile.TemporaryDirectory(prefix="maquette-hostile-") as folder:
        with ThreadPoolExecutor(2) as pool:  # two: each may take the memory it is allowed
            for found in pool.map(lambda case: check(case[0], case[1](), Path(folder) / f"{case[0]}.pdf"), cases.items()):
                faults += found
    print("\n".join(faults))
    print(f"{len(cases)} hostile files, {len(faults)} faults")
    sys.exit(1 if faults else 0)


main()
