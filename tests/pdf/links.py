"""Links and bookmarks lead somewhere: inside the file to a page that is there, outside to a whole address; every address
and every note call of the edition is a link, every note's number leads back to the page of its call, and every heading
is a bookmark."""
import re

import content
import pdf


def target_page(objects, destination):
    """The page reference of a destination array, or of one by name; None if it leads nowhere."""
    destination = objects.find(destination)
    if isinstance(destination, str):
        names = objects.find(objects.root.get("/Names", {})).get("/Dests") or {}
        found = named_destination(objects, names, destination) or objects.find(
            objects.root.get("/Dests", {})).get(destination)
        destination = objects.find(found) if found else None
    if isinstance(destination, dict):
        destination = objects.find(destination.get("/D"))
    return destination[0] if isinstance(destination, list) and destination else None


def named_destination(objects, node, name):
    node = objects.find(node)
    pairs = objects.find(node.get("/Names", []))
    for key, value in zip(pairs[::2], pairs[1::2]):
        if key == name:
            return value
    return next((found for kid in objects.find(node.get("/Kids", []))
                 if (found := named_destination(objects, kid, name))), None)


def link_faults(objects):
    """Faults, the addresses linked to, and the number of inside links."""
    faults, addresses, inside = [], [], 0
    for number, reference in enumerate(objects.pages, 1):
        for annotation in map(objects.find, objects.find(objects.find(reference).get("/Annots", []))):
            if annotation["/Subtype"] != "/Link":
                faults.append(f"page {number}: an annotation {annotation['/Subtype']}")
                continue
            action = objects.find(annotation.get("/A", {}))
            left, bottom, right, top = map(float, objects.find(annotation["/Rect"]))
            if not (left < right and bottom < top):
                faults.append(f"page {number}: a link without area: {annotation['/Rect']}")
            if action.get("/S") == "/URI":
                addresses.append(pdf.spoken(action["/URI"]))
                if not re.match(r"(https?://|mailto:)[^\s]+$", addresses[-1]):
                    faults.append(f"page {number}: not a whole address: {addresses[-1]}")
            else:
                inside += 1
                if target_page(objects, annotation.get("/Dest", action.get("/D"))) not in objects.pages:
                    faults.append(f"page {number}: a link that leads to no page: {annotation}")
    return faults, addresses, inside


def back_faults(objects):
    """A link “note 7, page 4” stands on the note's number and leads to page 4; “note 7” stands at the call."""
    called, faults = {}, []
    links = [(number, annotation) for number, reference in enumerate(objects.pages, 1) for annotation in
             map(objects.find, objects.find(objects.find(reference).get("/Annots", [])))]
    for number, annotation in links:
        if match := re.fullmatch(r"note (\d+)", pdf.spoken(annotation.get("/Contents", "u:"))):
            called.setdefault(match[1], number)
    backs = {}
    for number, annotation in links:
        if match := re.fullmatch(r"note (\d+), page (\d+)", pdf.spoken(annotation.get("/Contents", "u:"))):
            backs[match[1]] = (int(match[2]), objects.pages.index(target_page(objects, annotation["/Dest"])) + 1)
    for note, page in called.items():
        if backs.get(note) != (page, page):
            faults.append(f"note {note}, called on page {page}: its number leads back to {backs.get(note)}")
    return faults if called else ["no note is called"]


def walk_bookmarks(objects, node, faults, seen, parent):
    """Titles in order; checks that the chain of bookmarks holds together."""
    reference, previous = node.get("/First"), None
    while reference:
        if reference in seen:
            faults.append(f"the bookmarks run in a circle at {reference}")
            return
        seen[reference] = True
        entry = objects.find(reference)
        title = pdf.spoken(entry["/Title"])
        if not title.strip():
            faults.append("a bookmark without a title")
        if entry.get("/Prev") != previous or entry.get("/Parent") != parent:
            faults.append(f"bookmark “{title}”: its chain is broken")
        action = objects.find(entry.get("/A", {}))
        if target_page(objects, entry.get("/Dest", action.get("/D"))) not in objects.pages:
            faults.append(f"bookmark “{title}” leads to no page")
        yield title
        yield from walk_bookmarks(objects, entry, faults, seen, reference)
        previous, reference = reference, entry.get("/Next")
    if node.get("/Last", previous) != previous:
        faults.append("a chain of bookmarks does not end where it says")


def main():
    objects = pdf.objects(pdf.brochure())
    faults, addresses, inside = link_faults(objects)
    faults += back_faults(objects)
    written, calls, headings = set(), 0, []
    for _, markdown in content.sections(pdf.ROOT / "content/fr"):
        written.update(re.findall(r"https?://[^\s)>]+", markdown))
        calls += len(re.findall(r"\[\^[^\]]+\](?!:)", markdown)) + len(re.findall(r"\]\(#", markdown))
        headings += [content.printed_text(line).strip() for line in re.findall(r"^#{1,2} .*$", markdown, re.M)]
    for address in sorted(written - set(addresses)):
        faults.append(f"no link leads to {address}")
    if inside < calls:
        faults.append(f"{inside} inside links for {calls} note calls and references")
    outline = objects.root.get("/Outlines")
    titles = list(walk_bookmarks(objects, objects.find(outline), faults, {}, outline)) if outline else []
    for heading in headings:
        if not any(" ".join(heading.split()) == " ".join(title.split()) for title in titles):
            faults.append(f"no bookmark for “{heading}”")
    pdf.finish(faults, len(addresses) + inside + len(titles), "links and bookmarks")


main()
