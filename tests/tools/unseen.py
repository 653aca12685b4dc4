"""An edition with what the brochure has not: lists in lists, notes in boxes and of several blocks, links in headings and over
lines, tables with empty cells, pictures with and without words, charts from a file, several languages, numbers in groups.

make(folder) writes it; SPOKEN are pieces of its text in the order in which they must be read."""
import struct
import zlib

LAYOUT = "brochure-a4"
FILES = {"edition.yaml": f"""title: Fog & light
subtitle: A trial
language: en-GB
layout: {LAYOUT}
publisher: The lighthouse
date: January 2025
issued: 2025-01-02
glossary:
  RNLI: Royal National Lifeboat Institution
""", "parts.csv": "What,Share\nFog,70\nLight,30\n", "00-cover.md": """---
template: cover
---

Claim of the cover.
""", "10-first.md": """---
template: chapter
---

# Fog over the [harbour](https://example.org/harbour)[^head]

Opening words of the RNLI in 1824[^two], which counts 12 345 678 boats, as [a link that is long enough to pass over the end
of at least one line, wherever that may be in this narrow column](https://example.org/long) shows; the RNLI again. See
[the box on page {page}](#box) and the [brouillard épais]{lang=fr}, or *[Nebel]{lang=de}*. Incomprehensibilities and
internationalisations, well-known socio-economic counter-revolutionaries and half-forgotten lighthouse-keepers follow.

An address that is broken where no space is: <https://www.example.org/a-long-address/over-the-ends-of-lines/index.html#top>.

Paragraph after the box in the source, long enough to be broken into several lines and to be hyphenated here and there by
unfortunate circumstances: characteristically uncharacteristic representations notwithstanding, misunderstandings remain.

- First item, with *emphasis*
  - Nested item, **strong**
    1. Numbered one
    2. Numbered two[^list]
  - Nested last
- Second item

  Second paragraph of the item.

#### A heading that skips levels

> Quoted words.
>
> - a list in a quotation

![Grey square with a border](square.png "Its title")

![](square.png)

Table: Tides. {#tides}

| Port | Morning | Evening |
|:---|---:|:---:|
| Brest | 10.5 | |
| | 7 | [haute]{lang=fr} |

::: {.encadre #box place=bottom}
### Words of the box

Text in the box[^inbox].

1. item of the box
:::

Last words before the code.

```
code  as   typed
```

[^head]: Note of the heading.

[^two]: Note of two paragraphs.

    The second one, with [a link](https://example.org/note).

[^list]: Note of a nested item.
[^inbox]: Note of the box.
""", "20-second.md": """---
template: plain
---

# Figures and bells

One bell • two bells • three bells

::: {.chart unit="%" alt="Bars: fog 70 %, light 30 %."}
| What | Share |
|---|---:|
| Mist | 60 |
| Sun | 40 |

Caption of the chart.
:::

::: {.chart unit="%" src=parts.csv alt="Bars from a file: fog 70 %, light 30 %."}
Caption of the file’s chart.
:::

The RNLI once more.
"""}
SPOKEN = ["Fog & light", "Claim of the cover", "Fog over the", "harbour", "Note of the heading", "pening words of the",
          "Note of two paragraphs", "The second one", "Words of the box", "Text in the box", "Note of the box",
          "item of the box", "An address that is broken", "Paragraph after the box", "First item", "Nested item", "Numbered one", "Numbered two",
          "Nested last", "Second item", "Second paragraph of the item", "Note of a nested item",
          "A heading that skips levels", "Quoted words", "a list in a quotation", "Tides", "Port", "Morning",
          "Brest", "10.5", "haute", "Last words before", "code as typed", "Figures and bells", "One bell", "two bells",
          "three bells", "Mist", "60", "Sun", "40", "Caption of the chart", "Fog", "70", "Light", "30",
          "Caption of the file’s chart", "once more"]


def picture(size=400):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes([90]) * size for _ in range(size))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def make(folder):
    folder.mkdir(exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "square.png").write_bytes(picture())
    return folder
