"""What the build and the data ask for is what bootstrap installs and README.md explains: each library of
CMakeLists.txt, each package named in fonts/*.yaml and layouts/languages/*.yaml."""
import re
import subprocess

from house import finish, root_argument

# Which Debian package carries what CMakeLists.txt asks for.
LIBRARY_PACKAGES = {
    "harfbuzz": "libharfbuzz-dev", "harfbuzz-subset": "libharfbuzz-dev", "freetype2": "libfreetype-dev",
    "icu-uc": "libicu-dev", "libfyaml": "libfyaml-dev", "nettle": "nettle-dev", "libpng": "libpng-dev",
    "hpdf": "libhpdf-dev", "hyphen": "libhyphen-dev", "cmark-gfm": "libcmark-gfm-dev",
    "cmark-gfm-extensions": "libcmark-gfm-extensions-dev", "cmocka": "libcmocka-dev", "zlib": "zlib1g-dev",
    "lcms2": "liblcms2-dev", "libturbojpeg": "libturbojpeg0-dev",
    "libqpdf": "libqpdf-dev", "expat": "libexpat1-dev",
}


def libraries(root):
    text = "\n".join((root / name).read_text(encoding="utf-8")
                     for name in ("CMakeLists.txt", "tests/CMakeLists.txt") if (root / name).exists())
    found = []
    for names in re.findall(r"pkg_check_modules\(\w+ ([^)]*)\)", text):
        found += [name for name in names.split() if name not in ("REQUIRED", "IMPORTED_TARGET", "QUIET")]
    return found + re.findall(r"find_library\(\w+ (\S+)", text)


def data_packages(root):
    """(package, file) for each `package: NAME` of the fonts and languages."""
    for path in sorted([*root.glob("fonts/*.yaml"), *root.glob("layouts/languages/*.yaml")]):
        for name in re.findall(r"\bpackage:\s*[\"']?([a-z0-9][a-z0-9.+-]+)", path.read_text(encoding="utf-8")):
            yield name, path.relative_to(root)


def find_faults(root):
    listing = subprocess.run([str(root / "bootstrap"), "packages"], capture_output=True, text=True, check=True).stdout
    entries = [line.partition("#") for line in listing.split("\n") if line.strip() and not line.startswith("#")]
    installed = {name.strip() for name, _, _ in entries}
    readme = (root / "README.md").read_text(encoding="utf-8")
    wanted, faults = {}, []
    for library in libraries(root):
        if library in LIBRARY_PACKAGES:
            wanted[LIBRARY_PACKAGES[library]] = f"CMakeLists.txt ({library})"
        else:
            faults.append(f"CMakeLists.txt: tests/house/packages.py does not know which package carries {library}")
    for name, where in data_packages(root):
        wanted.setdefault(name, str(where))
    for name, where in wanted.items():
        if name not in installed:
            faults.append(f"{where}: {name} is not in bootstrap's list")
    for name, _, reason in entries:
        if not reason.strip():
            faults.append(f"bootstrap: {name.strip()} has no reason")
    for name in sorted(installed | set(wanted)):
        if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", readme):
            faults.append(f"README.md: does not name {name}")
    return faults, len(wanted)


if __name__ == "__main__":
    finish(*find_faults(root_argument()), "package")
