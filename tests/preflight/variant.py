"""One broken file of the table."""
from sample_print import x1a, x4
from sample_tagged import tagged

BASES = {"tagged": tagged, "x4": x4, "x1a": x1a}
ASKED = {"tagged": "pdf/ua-1,pdf/a-2a", "x4": "pdf/x-4", "x1a": "pdf/x-1a"}


class Variant:
    """name: where a finding has several broken files; line: the report's line, or its beginning; breaks: changes to the base, each (object, old, new) or a function of
    the sample; also: further findings that cannot but follow; vera: which profiles of veraPDF refuse the file, "ua1",
    "2a", both or none; or cannot read it."""

    def __init__(self, finding, line, *breaks, base="tagged", also=(), vera="", name=None):
        self.finding, self.line, self.breaks, self.base = finding, line, breaks, base
        self.also, self.vera = set(also), set(vera.split())
        self.name = name or finding
        self.asked = ASKED[base]

    def make(self):
        sample = BASES[self.base]()
        for change in self.breaks:
            try:
                change(sample) if callable(change) else sample.change(*change)
            except (AssertionError, KeyError) as fault:
                raise ValueError(f"the change does not fit: {fault!r}") from fault
        return sample


def add(name, value):
    """A change that adds an object."""
    return lambda sample: sample.objects.update({name: value})


def set_bytes(edit):
    """A change of the finished bytes."""
    def change(sample):
        sample.edit = edit
    return change


def set_field(field, value):
    return lambda sample: setattr(sample, field, value)
