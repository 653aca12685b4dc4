"""The tags of a PDF as a reader that is not ours finds them: elements, marked contents, and how they lead to each other."""
import re

import pdf

PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "Tj", "TJ", "'", '"', "EI"}
TOKEN = re.compile(rb"\((?:\\.|[^\\()])*\)|<<|>>|<[0-9A-Fa-f\s]*>|\[|\]|/[^\s/<>()\[\]]*|[^\s/<>()\[\]]+", re.S)


def tokens(content):
    return [token.decode("latin-1") for token in TOKEN.findall(content)]


def marked(content):
    """(fault or None, MCID, words of the content's own) of a page's content, by a stack of what was begun."""
    stack, operands, found = [], [], []
    for token in tokens(content):
        if token in ("BDC", "BMC"):
            number = operands[operands.index("/MCID") + 1] if "/MCID" in operands else None
            tag = next(word for word in operands if word.startswith("/"))
            kind = "artifact" if tag == "/Artifact" else "content" if number is not None else "other"
            if kind != "other" and any(outer != "other" for outer, _ in stack):
                found.append(f"U11: {tag} inside another marked content")
            stack.append((kind, int(number) if number is not None else None))
            if number is not None:
                found.append(int(number))
        elif token == "EMC":
            if not stack:
                return [*found, "EMC without a beginning"]
            stack.pop()
        elif token in PAINTING and sum(kind != "other" for kind, _ in stack) != 1:
            found.append(f"U11: {token} in {len(stack)} marked contents")
        operands = operands + [token] if not re.fullmatch(r"[A-Za-z'\"*]+[01*]?", token) else []
    if stack:
        found.append("U11: a marked content has no end")
    return found


class Element:
    def __init__(self, tree, reference, parent):
        entry = tree.objects.find(reference)
        self.entry, self.reference, self.parent = entry, reference, parent
        self.type = entry["/S"][1:]
        self.kids, self.contents, self.annotations = [], [], []
        tree.elements[reference] = self
        if parent is not None and entry["/P"] != parent.reference:
            tree.faults.append(f"{reference}: its parent is {entry['/P']}, not {parent.reference}")
        kids = entry.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            found = tree.objects.find(kid)
            if isinstance(found, int):
                self.contents.append((entry["/Pg"], found))
            elif found.get("/Type") == "/MCR":
                self.contents.append((found["/Pg"], found["/MCID"]))
            elif found.get("/Type") == "/OBJR":
                self.annotations.append(found["/Obj"])
            else:
                self.kids.append(Element(tree, kid, self))
        if not self.kids + self.contents + self.annotations and self.type not in ("TD", "TH"):
            tree.faults.append(f"T15: an empty {self.type}")

    def types(self):
        return [kid.type for kid in self.kids]


class Tree:
    def __init__(self, file):
        self.file, self.objects, self.faults, self.elements = file, pdf.objects(file), [], {}
        root = self.objects.root
        self.root = self.objects.find(root["/StructTreeRoot"])
        if self.objects.find(root.get("/MarkInfo", {})).get("/Marked") is not True:
            self.faults.append("U2: the file does not say that it is tagged")
        self.document = Element(self, self.root["/K"], None)
        numbers = self.objects.find(self.root["/ParentTree"])["/Nums"]
        self.parents = {key: self.objects.find(value) if isinstance(self.objects.find(value), list) else value
                        for key, value in zip(numbers[::2], numbers[1::2])}

    def all(self, kind):
        return [element for element in self.elements.values() if element.type == kind]

    def check_pages(self):
        """U7, U11: the marked contents of each page, and the elements that list them."""
        held = {}
        for element in self.elements.values():
            for place in element.contents:
                if place in held:
                    self.faults.append(f"U7: {place} belongs to two elements")
                held[place] = element.reference
        for number, reference in enumerate(self.objects.pages, 1):
            page = self.objects.find(reference)
            content = pdf.content(self.file, page)
            found = marked(content)
            self.faults += [f"page {number}: {fault}" for fault in found if isinstance(fault, str)]
            ids = [mcid for mcid in found if isinstance(mcid, int)]
            parents = self.parents.get(page["/StructParents"])
            if ids != list(range(len(ids))) or [held.pop((reference, mcid), None) for mcid in ids] != parents:
                self.faults.append(f"U7: page {number}: its contents are not those of the parent tree")
            if b"/Artifact BMC" in content:
                self.faults.append(f"U12: page {number}: an artifact of no kind")
            self.check_links(number, page)
        self.faults += [f"U7: {place} is on no page" for place in held]

    def check_links(self, number, page):
        """T9: every annotation is held by one Link, which its StructParent names; those of one say the same."""
        annotations = self.objects.find(page.get("/Annots", []))
        if annotations and page.get("/Tabs") != "/S":
            self.faults.append(f"U9: page {number}: its links are not in the order of the structure")
        for reference in annotations:
            key = self.objects.find(reference)["/StructParent"]
            link = self.elements.get(self.parents.get(key))
            if link is None or link.type != "Link" or reference not in link.annotations or not link.contents:
                self.faults.append(f"T9: page {number}: annotation {reference} has no Link with a text")
                continue
            said = {self.objects.find(part).get("/Contents") for part in link.annotations}
            if len(said) != 1 or None in said:
                self.faults.append(f"T9: page {number}: the parts of a link are told apart: {said}")

    def check_shapes(self):
        level = 0
        for element in self.elements.values():  # in reading order
            if re.fullmatch("H[1-6]", element.type):
                if int(element.type[1]) > level + 1:
                    self.faults.append(f"T3: {element.type} behind H{level}")
                level = int(element.type[1])
        rules = {"L": {"LI"}, "LI": {"Lbl", "LBody"}, "Table": {"Caption", "THead", "TBody"}, "THead": {"TR"},
                 "TBody": {"TR"}, "TR": {"TH", "TD"}}
        for element in self.elements.values():
            wrong = set(element.types()) - rules.get(element.type, set(element.types()))
            if wrong:
                self.faults.append(f"T6, T11: {wrong} in {element.type}")
        names = [note.entry.get("/ID") for note in self.all("Note")]
        if None in names or len(set(names)) != len(names):
            self.faults.append(f"T8: notes without names of their own: {names}")
        for note in self.all("Note"):
            if note.types()[:1] != ["Lbl"] or len(note.kids) < 2:
                self.faults.append(f"T8: a note of {note.types()}")
        self.faults += ["T11: a TH without a scope" for head in self.all("TH")
                        if self.objects.find(head.entry.get("/A", {})).get("/Scope") not in ("/Column", "/Row")]
        self.faults += ["T10: a figure without words" for figure in self.all("Figure") if not figure.entry.get("/Alt")]
        known = {"Document", "Sect", "Box", "Title", "Div", "P", "L", "LI", "Lbl", "LBody", "Note", "Link", "Figure", "Caption",
                 "Table", "THead", "TBody", "TR", "TH", "TD", "BlockQuote", "Code", "Span",
                 *(f"H{number}" for number in range(1, 7))}
        self.faults += [f"U8: {element.type}" for element in self.elements.values() if element.type not in known]

    def spoken(self):
        """X1: what stands for the forms, and in how many marked contents each is."""
        spans = [span for span in self.all("Span") if "/E" in span.entry]
        self.faults += [f"X1: {span.entry['/E']} is not UTF-16" for span in spans
                        if not span.entry["/E"].startswith(("b:feff", "u:"))]
        return [(pdf.spoken(span.entry["/E"]), len(span.contents)) for span in spans]
