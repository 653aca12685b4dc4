"""No text of the brochure stands on other text."""
import pdf


def main():
    pages = list(pdf.pages(pdf.brochure()))
    seen = sum(bool(char.text.strip()) for _, _, lines in pages for line in lines for char in line)
    pdf.finish(list(pdf.overlaps(pages)), seen, "characters")


main()
