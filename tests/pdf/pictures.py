"""Pictures in every colour, in every file: RGB becomes inks for the press, grey stays grey, what is see-through is laid on
white for PDF/X-1a; on screen a profile that a picture brings along is its colour space (X-6, X-7, A3, A6)."""
import base64
import os
import re
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

import pdf
import png

SIDE = 64
POSTSCRIPT = "0.1 0.4 0.9 setrgbcolor 0 0 32 64 rectfill 0.9 0.3 0.2 setrgbcolor 32 0 32 64 rectfill showpage"


def with_profile(file, profile):
    """A PNG with a profile in its iCCP chunk."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return file[:33] + chunk(b"iCCP", b"own\0\0" + zlib.compress(profile)) + file[33:]


def make_jpeg(path, device):
    subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", f"-sDEVICE={device}", f"-g{SIDE}x{SIDE}", "-r72",
                    "-o", str(path), "-c", POSTSCRIPT], check=True, stdout=subprocess.DEVNULL)


def without_profile(file):
    """A JPEG without its APP2 segments."""
    kept, at = file[:2], 2
    while file[at + 1] != 0xDA:
        length = struct.unpack(">H", file[at + 2:at + 4])[0]
        kept += file[at:at + 2 + length] if file[at + 1] != 0xE2 else b""
        at += 2 + length
    return kept + file[at:]


def make_edition(folder, profile):
    rgb = [bytes([200, 40, 40] * SIDE)] * SIDE
    grey = [bytes([90] * SIDE)] * SIDE
    clear = [bytes([200, 40, 40, 255] * 32 + [0, 0, 0, 0] * 32)] * SIDE
    pictures = {"rvb.png": png.encode(SIDE, SIDE, rgb), "gris.png": png.encode(SIDE, SIDE, grey, 1),
                "transparent.png": png.encode(SIDE, SIDE, clear, 4),
                "profil.png": with_profile(png.encode(SIDE, SIDE, rgb), profile)}
    folder.mkdir()
    for name, data in pictures.items():
        (folder / name).write_bytes(data)
    for name, device in (("rvb.jpg", "jpeg"), ("gris.jpg", "jpeggray"), ("cmjn.jpg", "jpegcmyk")):
        make_jpeg(folder / name, device)
    photo = (folder / "rvb.jpg").read_bytes()
    told = b"Exif\0\0 48.8566 N"
    (folder / "rvb.jpg").write_bytes(photo[:2] + b"\xff\xe1" + struct.pack(">H", len(told) + 2) + told + photo[2:])
    (folder / "nue.jpg").write_bytes(without_profile((folder / "cmjn.jpg").read_bytes()))
    names = [*pictures, "rvb.jpg", "gris.jpg", "cmjn.jpg", "nue.jpg"]
    (folder / "edition.yaml").write_text("title: Images\nlanguage: fr-FR\nlayout: brochure-a4\npublisher: Nous\n"
                                         "issued: 2025-04-15\n", encoding="utf-8")
    (folder / "10-texte.md").write_text("---\ntemplate: plain\n---\n\n# Images\n\n" + "\n\n".join(
        f"![Une image]({name}){{width=5mm}}" for name in names) + "\n", encoding="utf-8")
    return names


def make_album(folder):
    """Twelve pictures on pages of their own, two of them by another name, and then all of them again."""
    folder.mkdir()
    (folder / "edition.yaml").write_text("title: Album\nlanguage: fr-FR\nlayout: brochure-a4\npublisher: Nous\n"
                                         "issued: 2025-04-15\n", encoding="utf-8")
    for i in range(12):
        rows = [bytes([20 * min(i, 10), 40, 40] * SIDE)] * SIDE
        (folder / f"{i}.png").write_bytes(png.encode(SIDE, SIDE, rows))
    shown = [f"![Une image]({i}.png){{width=110mm}}\n\nMot.\n" for i in range(12)] * 2
    (folder / "10-texte.md").write_text("---\ntemplate: plain\n---\n\n# Images\n\n" + "\n".join(shown), encoding="utf-8")


def check_album(folder, press, faults):
    """Each page shows its own picture, and a picture shown twice stands in the file once."""
    make_album(folder / "album")
    file = folder / "album.pdf"
    pdf.build(file, *press, edition=f"{folder}/album")
    shown = [line.split() for line in pdf.run("pdfimages", "-list", file).decode().splitlines()[2:]]
    objects = [line[10] for line in shown]
    wanted = list(dict.fromkeys(objects))
    if len(shown) != 24 or len(wanted) != 11 or objects != (wanted + wanted[-1:]) * 2:
        faults.append(f"{press}: the pages show the pictures {objects}")
    if len({line[0] for line in shown}) < 6:
        faults.append(f"{press}: the album has too few pages to show anything")


def spaces_of(objects):
    """The colour space of each picture in the order of the file, with a soft mask's or not."""
    found = []
    for entry in objects.table.values():
        image = entry.get("stream", {}).get("dict", {})
        if image.get("/Subtype") != "/Image" or image.get("/ColorSpace") is None:
            continue
        space = objects.find(image["/ColorSpace"])
        found.append((space if isinstance(space, str) else space[0]) + (" masked" if "/SMask" in image else ""))
    return sorted(found)


def check_web(folder, names, profile, faults):
    """In a page for browsers, too, pictures keep their profile, and nothing else is told about a photograph."""
    page, drawn = folder / "page.html", folder / "page.svg"
    pdf.build(page, "--output=html", edition=f"{folder}/edition")
    pdf.run(os.environ["MAQUETTE"], "preview", f"{folder}/edition", "--project", os.environ["MAQUETTE_SOURCE_DIR"],
            "--page", "1", "-o", drawn)
    for file in page, drawn:
        shown = [base64.b64decode(data) for data in re.findall(rb"base64,([^\"]+)", file.read_bytes())]
        if len(shown) != len([name for name in names if name not in ("cmjn.jpg", "nue.jpg")]):
            faults.append(f"{file.name}: {len(shown)} pictures")
        if any(b"48.8566" in picture for picture in shown):
            faults.append(f"{file.name} tells where a photograph was taken")
        if not any(zlib.compress(profile) in picture for picture in shown):
            faults.append(f"{file.name}: a picture lost its profile")


def main():
    faults, seen = [], 0
    profile = Path("/usr/share/color/icc/ghostscript/a98.icc").read_bytes()
    wanted = {
        "screen": ["/DeviceGray"] * 2 + ["/DeviceRGB"] * 2 + ["/DeviceRGB masked"] + ["/ICCBased"] * 4,
        "pdf/x-1a": ["/DeviceCMYK"] * 6 + ["/DeviceGray"] * 2,
        "pdf/x-4": ["/DeviceCMYK"] * 5 + ["/DeviceCMYK masked"] + ["/DeviceGray"] * 3,
    }
    with tempfile.TemporaryDirectory(prefix="maquette-pictures-") as folder:
        names = make_edition(Path(folder) / "edition", profile)
        for name, spaces in wanted.items():
            file, again = Path(folder) / "a.pdf", Path(folder) / "b.pdf"
            press = [] if name == "screen" else ["--output=print", "--standard", name, "--intent", pdf.PRESS_PROFILE]
            for made in (file, again):
                pdf.build(made, *press, edition=f"{folder}/edition")
            if file.read_bytes() != again.read_bytes():
                faults.append(f"{name}: two builds differ")
            if "WARNING" in pdf.run("qpdf", "--check", file).decode():
                faults.append(f"{name}: qpdf --check warns")
            if b"48.8566" in file.read_bytes():
                faults.append(f"{name}: the file tells where a photograph was taken")
            objects = pdf.objects(file)
            found = spaces_of(objects)
            if found != spaces:
                faults.append(f"{name}: X-6 X-7 A3: {found}, not {spaces}")
            seen += len(found)
            said = pdf.run("pdfimages", "-list", file).decode().splitlines()[2:]
            if [line.split()[2] for line in said].count("image") != len(names):
                faults.append(f"{name}: pdfimages sees {len(said)} pictures")
        check_web(Path(folder), names, profile, faults)
        for press in [], ["--output=print", "--intent", pdf.PRESS_PROFILE]:
            with tempfile.TemporaryDirectory(prefix="maquette-album-") as own:
                check_album(Path(own), press, faults)
    pdf.finish(faults, seen, "pictures")


main()
