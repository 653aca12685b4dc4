"""Of one edition's text and page: every word of the source and every reading is there, the page's elements are in
balance, its ids are there once and every link leads to one, headings skip no level."""
import collections
import sys
from html.parser import HTMLParser
from pathlib import Path

import content

VOID = {"meta", "br", "img", "link"}


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.faults, self.ids, self.targets, self.levels, self.words = [], [], [], [], [], []

    def handle_startendtag(self, tag, attributes):
        if tag not in VOID:
            self.faults.append(f"<{tag}/>")

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.open.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.targets += [values["href"][1:]] if values.get("href", "").startswith("#") else []
        if tag[0] == "h" and tag[1:].isdigit():
            self.levels.append(int(tag[1:]))
        if tag == "script":
            self.faults.append("a script")

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing at {self.getpos()}")

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)


def lacking(words, text, name):
    found = collections.Counter(content.words(text))
    return [f"{name} lacks {word}" for word in sorted(set(words)) if word not in found]


def main():
    folder, language, listing = sys.argv[1:]
    page = Page()
    page.feed(Path(f"{language}.html").read_text(encoding="utf-8"))
    shown, spoken = "".join(page.words), Path(f"{language}.text").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in Path(listing).read_text(encoding="utf-8").splitlines()[1:]]
    source = "\n".join(markdown for _, markdown in content.sections(Path(folder))).replace("\\*", "*")
    for form, *_ in sorted(rows, key=lambda row: -len(row[0])): # un·e is part of d’un·e
        source = source.replace(form, "")
    words = content.words(content.printed_text(source))
    faults = page.faults + [f"not closed: {tag}" for tag in page.open]
    faults += [f"id twice: {name}" for name, count in collections.Counter(page.ids).items() if count > 1]
    faults += [f"leads nowhere: {target}" for target in page.targets if target not in page.ids]
    faults += [f"level {b} after {a}" for a, b in zip(page.levels, page.levels[1:]) if b > a + 1]
    faults += ["not one h1"] if page.levels.count(1) != 1 else []
    faults += lacking(words, shown, "html") + lacking(words, spoken, "text")
    faults += [] if len(words) > 1000 else ["hardly any words"]
    faults += [f"html lacks {form}" for form, *_ in rows if form not in shown]
    for _, reading, *_ in rows:
        faults += [f"{name} lacks {reading}" for name, text in (("html", shown), ("text", spoken))
                   if reading not in text]
    print("\n".join(faults))
    sys.exit(len(faults) > 0)


main()
