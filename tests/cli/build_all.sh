#!/usr/bin/env bash
# build --all: every edition of content/ at once, each with the bytes and the messages that it has when built alone.
. "$(dirname "$0")/../tools/cli.sh"
mkdir -p project/content
cp -r "$MAQUETTE_SOURCE_DIR"/{layouts,fonts} project
for name in aa bb cc dd ee; do make_edition project/content/$name; done
sed -i 's/Un texte/Un autre texte/' project/content/bb/10-texte.md
mkdir project/content/pictures # no edition
cd project || exit 2

run 0 build --all -o made
empty ../err
cp ../out ../table
[ "$(ls made | tr '\n' ' ')" = 'aa.pdf bb.pdf cc.pdf dd.pdf ee.pdf ' ] || fault "made holds $(ls made)"
"$MAQUETTE" build content/bb -o alone.pdf >/dev/null || fault 'bb alone fails'
cmp -s alone.pdf made/bb.pdf || fault 'bb alone has other bytes'
cmp -s made/aa.pdf made/cc.pdf || fault 'aa and cc are the same edition and have other bytes'
head -1 ../table | grep -qE '^edition +pages +KB +ms +warnings$' || { fault 'no head' && cat ../table; }
grep -qE '^content/bb +1 +[0-9]+ +[0-9]+ +0$' ../table || { fault 'no row of bb' && cat ../table; }
[ "$(awk '{print length}' ../table | sort -u | wc -l)" = 1 ] || { fault 'the columns do not stand' && cat ../table; }

# Without -o in the working folder; --output and --project hold for all.
mkdir ../elsewhere && cd ../elsewhere || exit 2
run 0 build --all --project ../project --output text
[ "$(ls | tr '\n' ' ')" = 'aa.txt bb.txt cc.txt dd.txt ee.txt ' ] || fault "elsewhere holds $(ls)"
cd ../project || exit 2

# A broken edition stops no other; messages stand together in the order of names, as those of single builds.
break_edition content/bb
break_edition content/dd
printf '\nUn mot {.inconnu} étrange.\n' >>content/cc/10-texte.md
mkdir content/ff && printf -- '---\ntemplate: plain\n---\n\nSans edition.yaml.\n' >content/ff/10-texte.md
rm -r made
run 2 build --all -o made --messages fr # 2: ff cannot be read
cp ../err ../all
cp ../out ../table
for name in aa bb cc dd ee ff; do "$MAQUETTE" build content/$name -o alone.pdf --messages fr 2>&1 >/dev/null; done >../single
cmp ../single ../all || { fault 'other messages than of single builds' && cat ../all; }
[ "$(ls made | tr '\n' ' ')" = 'aa.pdf cc.pdf ee.pdf ' ] || fault "made holds $(ls made)"
grep -qE '^content/bb +– +– +[0-9]+ +0  non écrite : 2 erreurs$' ../table || { fault 'no row of bb' && cat ../table; }
grep -qE '^content/cc +1 +[0-9]+ +[0-9]+ +1$' ../table || { fault 'no warning of cc' && cat ../table; }
run 2 build --all -o content/aa/edition.yaml
holds ../err 'cannot write content/aa/edition.yaml'

# An edition whose process the system stops, here by a limit on files, is told of, and the others go on.
rm -r made content/{bb,dd,ff}
printf '%200000s\n' '' | tr ' ' '&' | fold -w 60 | sed 's/&/et /g' >>content/cc/10-texte.md
(ulimit -f 60; "$MAQUETTE" build --all -o made >../out 2>../err)
[ $? = 2 ] || fault 'a lost edition is no fault of the machine'
holds ../err 'content/cc: its build ended before it was done'
holds ../err 'the system stopped it (signal'
holds ../out 'not written: 1 error'
[ -s made/ee.pdf ] || fault 'ee is not built'

rm -r content/*
run 2 build --all
holds ../err 'no edition in '
cd .. && mkdir nothing && cd nothing || exit 2
run 2 build --all
holds ../err 'no layouts/ and fonts/'
run 2 build --all ../project/content/aa
holds ../err '--all goes with build, in the place of editions'
run 2 check --all --messages fr
holds ../err '--all va avec build, à la place des éditions'

# A terminal gets a line for each edition where work takes long, and is left clean.
cd ../project || exit 2
for name in aa bb; do
    make_edition content/$name
    { printf -- '---\ntemplate: plain\n---\n\n'
      for word in $(seq 1 150); do printf 'Un mot %s, puis un autre qui le suit et le dit autrement.\n' "$word"; done
    } >content/$name/20-long.md
    for number in $(seq 1000 1120); do cp content/$name/20-long.md "content/$name/$number-texte.md"; done
done
cat >terminal.py <<'PYTHON'
import os, pty, sys
with open("seen", "wb") as seen:
    def read(descriptor):
        data = os.read(descriptor, 4096)
        seen.write(data)
        return data
    sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], read)))
PYTHON
python3 terminal.py "$MAQUETTE" build --all -o made >shown 2>&1 || fault 'build --all fails on a terminal'
grep -qE '^content/aa: [0-9]+ %' seen || fault 'no line of aa'
grep -qE '^content/bb: [0-9]+ %' seen || fault 'no line of bb'
grep -q $'\033\\[2A\033\\[J' seen || fault 'the lines are not taken away'
run 0 build --all -o made
empty ../err
finish
