"""An edition's Markdown as the words a reader of the page should find, without the marks of the format."""
import re
from pathlib import Path


def sections(folder):
    """(name, Markdown without front matter) in the order of the names."""
    for path in sorted(Path(folder).glob("[0-9]*.md")):
        source = path.read_text(encoding="utf-8")
        yield path.name, re.sub(r"\A---\n.*?\n---\n", "", source, flags=re.S)


def printed_text(markdown):
    """What of the Markdown is set on the page; notes stand where they are defined. A chart shows the rows of its table
    without the head."""
    text = re.sub(r"(^::: \{\.chart.*\n)\|.*\n", r"\1", markdown, flags=re.M)
    text = re.sub(r"^:::.*$", "", text, flags=re.M)
    text = re.sub(r"^\[\^[^\]]+\]:", "", text, flags=re.M)
    text = re.sub(r"\[\^[^\]]+\]", "", text)
    text = re.sub(r"^\|[-:| ]+\|$", "", text, flags=re.M)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\[([^\]]*)\]\{[^}]*\}", r"\1", text)
    text = re.sub(r"<((?:https?|mailto):[^>]*|[^>@ ]+@[^> ]+)>", r"\1", text)
    text = re.sub(r"\{[^}]*\}", "", text)
    return re.sub(r"^#+ |^> ?|^[-*+] |[*_`|]", "", text, flags=re.M)


def paragraphs(markdown):
    """The printed paragraphs, headings and items, each as one line."""
    for block in re.split(r"\n\s*\n|\n(?=[-#|])", markdown):
        line = " ".join(printed_text(block).split())
        if line:
            yield line


def words(text):
    """Words of letters and middle dots; figures are left out, as note calls touch the words before them."""
    return re.findall(r"[^\W\d_]+(?:·[^\W\d_]+)*", text.replace("'", "’"))


def inclusive_forms(text):
    return re.findall(r"[^\W\d_]+(?:·[^\W\d_]+)+", text)
