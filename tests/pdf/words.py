"""Y5: every word of the edition is in the copied text, as often as it was written or oftener (running heads); the
inclusive forms are as typed, and no line begins or ends with the middle dot."""
import collections

import content
import pdf


def main():
    copied = pdf.text(pdf.brochure())
    faults = []
    for line in copied.splitlines():
        line = line.strip()
        if line.startswith("·") or line.endswith("·"):
            faults.append(f"a line begins or ends with the middle dot: {line}")
    source = "\n".join(content.printed_text(markdown) for _, markdown in content.sections(pdf.ROOT / "content/fr"))
    whole = pdf.joined(copied)
    written = collections.Counter(word.casefold() for word in content.words(source))
    found = collections.Counter(word.casefold() for word in content.words(whole))
    for word, count in sorted(written.items()):
        if found[word] < count:
            faults.append(f"{word}: written {count} times, copied {found[word]} times")
    forms = collections.Counter(content.inclusive_forms(source))
    copied_forms = collections.Counter(content.inclusive_forms(whole))
    for form, count in sorted(forms.items()):
        if copied_forms[form] < count:
            faults.append(f"{form}: written {count} times, copied as typed {copied_forms[form]} times")
    pdf.finish(faults, sum(forms.values()), f"inclusive forms among {sum(written.values())} words")


main()
