"""The screen file shows the trimmed A4 page; the brochure has its twelve pages, and nothing is set outside of them."""
import pdf

WIDTH, HEIGHT = 210 * 72 / 25.4, 297 * 72 / 25.4


def main():
    file, faults = pdf.brochure(), []
    objects = pdf.objects(file)
    for number, reference in enumerate(objects.pages, 1):
        page = objects.find(reference)
        parent = page
        while "/MediaBox" not in parent:
            parent = objects.find(parent["/Parent"])
        for name, box in (("/MediaBox", parent["/MediaBox"]), ("/TrimBox", page.get("/TrimBox")),
                          ("/CropBox", page.get("/CropBox"))):
            if box is None:
                continue
            left, bottom, right, top = (float(value) for value in objects.find(box))
            if abs(right - left - WIDTH) > 0.01 or abs(top - bottom - HEIGHT) > 0.01:
                faults.append(f"page {number}: {name} is {right - left} by {top - bottom}, not A4")
    if len(objects.pages) != 12:
        faults.append(f"{len(objects.pages)} pages, not 12")
    for number, (width, height, lines) in enumerate(pdf.pages(file), 1):
        for char in (char for line in lines for char in line if char.text.strip()):
            if char.x < 0 or char.right > width + 0.01 or char.y < 0 or char.y > height:
                faults.append(f"page {number}: “{char.text}” at {char.x}, {char.y} is off the page")
    pdf.finish(faults, len(objects.pages), "pages")


main()
