"""Writes src/base/columns.def: what takes no column of a terminal, or two. From Python's Unicode data.

    python3 tests/tools/gen_columns.py > src/base/columns.def
"""
import unicodedata

SURROGATES = range(0xD800, 0xE000)
PREPENDED = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}  # seen, under their digits
JAMO = range(0x1160, 0x1200)  # vowels and finals, drawn in the syllable before them
SOFT_HYPHEN = 0xAD


def columns(code):
    """0, 1 or 2; None for what is not assigned, which may be of either kind."""
    character = chr(code)
    category = unicodedata.category(character)
    if code in JAMO:
        return 0
    if category in ("Mn", "Me", "Cf"):
        return 1 if code in PREPENDED or code == SOFT_HYPHEN else 0
    if category == "Cn" and not unicodedata.east_asian_width(character) == "W":
        return None
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def ranges():
    """(first, last, columns) of all that is not 1, as few as what is not assigned allows."""
    found = []
    for code in range(0x110000):
        width = 1 if code in SURROGATES else columns(code)
        if width is None:
            continue
        if found and found[-1][2] == width:
            found[-1][1] = code
        else:
            found.append([code, code, width])
    return [entry for entry in found if entry[2] != 1]


if __name__ == "__main__":
    print(f"/* Made by tests/tools/gen_columns.py from Unicode {unicodedata.unidata_version}: first, last, columns. */")
    for first, last, width in ranges():
        print(f"COLUMNS(0x{first:04X}, 0x{last:04X}, {width})")
