"""A file of src/ includes its own layer and those before it, and a library only where the map says that the layer
knows it. Order and libraries are read from the table of src/README.md."""
import re

from house import finish, root_argument, source_files

# How a library named in the map is included.
LIBRARY_HEADERS = {
    "ICU": r"unicode/", "libhyphen": r"hyphen\.h", "HarfBuzz": r"hb(-\w+)?\.h", "libfyaml": r"libfyaml\.h",
    "FreeType": r"(ft2build\.h|freetype/)", "nettle": r"nettle/", "cmark-gfm": r"(cmark-gfm|parser|node)",
    "libpng": r"png\.h", "libharu": r"hpdf", "zlib": r"zlib\.h", "libqpdf": r"qpdf/",
    "expat": r"expat\.h",
}


def read_map(root):
    """[(layer, what it knows)] in the order of the table."""
    rows = re.findall(r"^\| `(\w+)` \|([^|]*)\|", (root / "src/README.md").read_text(encoding="utf-8"), re.M)
    return [(layer, knows.strip()) for layer, knows in rows]


def find_faults(root):
    layers = read_map(root)
    order = {layer: number for number, (layer, _) in enumerate(layers)}
    knows = dict(layers)
    faults, seen = [], 0
    for path in source_files(root, ".c", ".h", ".def"):
        seen += 1
        shown, layer = path.relative_to(root), path.relative_to(root / "src").parts[0]
        if layer not in order:
            faults.append(f"{shown}: the layer {layer} is not in the table of src/README.md")
            continue
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.split("\n"), 1):
            include = re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)
            if not include:
                continue
            kind, name = include.groups()
            other = name.split("/")[0]
            if kind == '"' and other not in order:
                faults.append(f"{shown}:{number}: \"{name}\" is not written from src/: \"layer/file.h\"")
            elif kind == '"' and order[other] > order[layer]:
                faults.append(f"{shown}:{number}: {layer} includes {name}, but {other} comes after it")
            for library, pattern in LIBRARY_HEADERS.items():
                if kind == "<" and re.match(pattern, name) and library not in knows[layer] \
                        and knows[layer] != "everything":
                    faults.append(f"{shown}:{number}: {layer} includes <{name}>, but the map does not say that it "
                                  f"knows {library}")
    return faults, seen


if __name__ == "__main__":
    finish(*find_faults(root_argument()), "source file")
