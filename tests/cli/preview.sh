#!/usr/bin/env bash
# preview writes pictures of the pages: which files, at which size, with what on them, and what it refuses.
. "$(dirname "$0")/../tools/cli.sh"
cp -r "$MAQUETTE_SOURCE_DIR/content/fr" fr
make_edition edition
project=(--project "$MAQUETTE_SOURCE_DIR")

# All pages: numbers as wide as the last one; the names are listed.
mkdir all
run 0 preview fr "${project[@]}" -o all/page.png --dpi 20
empty err
(cd all && printf 'all/%s\n' *) | cmp -s - out || fault 'the names listed are not the files written'
holds out all/page-01.png
holds out all/page-10.png
run 0 preview edition "${project[@]}" -o one.svg
[ "$(cat out)" = one-1.svg ] || fault 'the only page is not one-1.svg'

# One page: the name as given, the same bytes each time, the size that was asked for.
run 0 preview fr --page 3 "${project[@]}" -o three.png --dpi=100
[ "$(cat out)" = three.png ] || fault '--page does not write the file named'
run 0 preview fr --page 3 "${project[@]}" -o again.png --dpi 100
cmp -s three.png again.png || fault 'two pictures of one page differ'
run 0 preview fr --page 3 "${project[@]}" -o marked.png --dpi 100 --grid --frames
run 0 preview fr --page 3 "${project[@]}" -o frames.png --dpi 100 --frames
run 0 preview fr --page 3 "${project[@]}" -o usual.png
PYTHONPATH="$MAQUETTE_SOURCE_DIR/tests/tools" python3 - <<'PY' || fault 'the PNG files are not as they should be'
import png
def read(name): return png.decode(open(name, "rb").read())
plain, marked, frames = read("three.png"), read("marked.png"), read("frames.png")
assert plain[0] == 827 and plain[1] == 1170, plain[:2]
assert plain[3] == round(100 / 0.0254), plain[3]
assert read("usual.png")[0] == 1191, "144 dpi unless said"
def changed(rows, others): return sum(row != other for row, other in zip(rows[2], others[2]))
assert changed(plain, frames) > 100, "frames have sides"
assert 20 < changed(frames, marked) < 200, "baselines are thin"
PY

run 0 preview fr --page 4 "${project[@]}" -o plain.svg
run 0 preview fr --page 4 "${project[@]}" -o marked.svg --grid --frames
python3 -c 'import sys, xml.dom.minidom as m; [m.parse(name) for name in sys.argv[1:]]' plain.svg marked.svg one-1.svg ||
    fault 'an SVG is no XML'
for colour in 9fc5e8 3a6ea5; do
    lacks plain.svg "$colour"
    holds marked.svg "$colour"
done
lacks plain.svg "$work"

# A JPEG stands in an SVG as it is; for a PNG it is decoded, and this one ends behind its head.
printf '\xff\xd8\xff\xc0\0\x0b\x08\x08\0\x08\0\x01\x01\x11\0\xff\xd9' >edition/photo.jpg
printf '\n![une photo](photo.jpg)\n' >>edition/10-texte.md
run 0 preview edition "${project[@]}" -o photo.svg
empty err
holds photo-1.svg data:image/jpeg
run 1 preview edition "${project[@]}" -o photo.png
holds err 'cannot read the image'
printf '\xff\xd8\xff\xc0\0\x14\x08\0\x08\0\x08\x04\x01\x11\0\x02\x11\0\x03\x11\0\x04\x11\0\xff\xd9' >edition/photo.jpg
run 0 preview edition "${project[@]}" -o photo.svg
holds err 'photo.jpg is drawn as a crossed frame: an SVG shows no CMYK pictures'
lacks photo-1.svg data:image/jpeg
run 0 preview edition "${project[@]}" -o photo.svg --messages=fr
holds err 'cadre barré'

# A character that no font has stops a PDF, and is seen in a preview: � stands for it.
printf '\nUn signe : 𒀀.\n' >>edition/10-texte.md
run 1 build edition "${project[@]}" -o signe.pdf
holds err 'stands for it'
[ ! -e signe.pdf ] || fault 'a PDF with a sign missing is written'
run 1 preview edition "${project[@]}" -o signe.svg
cmp -s signe-1.svg photo-1.svg && fault 'the preview does not show the sign that is missing'
sed -i '/Un signe/d' edition/10-texte.md

# What is refused.
run 2 preview fr --page 99 "${project[@]}" -o x.png
holds err 99
run 2 preview fr "${project[@]}"
holds err '-o FILE.png'
run 2 preview fr "${project[@]}" -o x.jpg
holds err x.jpg
for dpi in 9 1201 fine; do
    run 2 preview fr "${project[@]}" -o x.png --dpi "$dpi"
    holds err "'$dpi'"
done
run 2 preview fr "${project[@]}" -o x.svg --dpi 100
holds err --dpi
run 2 build fr "${project[@]}" --grid
holds err --grid
run 2 preview fr edition "${project[@]}" -o x.png
run 2 preview edition "${project[@]}" -o no/such/x.png
holds err no/such/x-1.png
break_edition edition
run 1 preview edition "${project[@]}" -o x.png # mistakes are told, and what can be shown is
[ -n "$(ls | grep '^x')" ] || fault 'nothing was shown'
finish
