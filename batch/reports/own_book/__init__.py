"""The merchant's own workbook with our answer in it: verdicts beside the rows, marks and notes, and our pages.

Only what has to change is rewritten: the worksheet with the products, its notes, the looks, and the lists of what the
workbook holds. Charts, pictures, other worksheets and stored results are the bytes that came in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from batch.reports.lines import Lines, with_lines
from batch.reports.own_book import notes, pages
from batch.reports.own_book.package import CONTENT_TYPES, Package, Unpatchable
from batch.reports.own_book.rows import Marks, Ours, Wider, rewritten
from batch.reports.own_book.styles import Styles
from batch.reports.verdicts import Tone

__all__ = ["Answer", "Unpatchable", "completed", "filled", "page_names", "suffix"]

_MOST_ROUNDS = 50  # each finds the table wider than was thought


@dataclass(frozen=True, eq=False, slots=True)
class Answer:
    """What goes into the merchant's worksheet.

    ``rows``: our cells by row, their styles as numbers in our own pages. ``bad``: tones by row and position.
    ``widths``: of our columns. ``first``: the column behind the table. ``replaces``: an earlier answer stands there.
    """

    worksheet: str
    first: int
    widths: Sequence[float]
    rows: Mapping[int, Ours]
    bad: Mapping[int, Mapping[int, Tone]] = field(default_factory=dict)
    replaces: bool = False


def page_names(original: bytes, wanted: Sequence[str]) -> list[str]:
    """The names that our pages can have there. Raises Unpatchable."""
    host = Package.of(original)
    pages.remove_old(host)
    return pages.free_names(host, wanted)


def filled(workbook: bytes, lines: Mapping[str, Lines]) -> bytes:
    """A workbook of ours with its rows, by the name of the page."""
    package = Package.of(workbook)
    for name, part in pages.worksheets(package).items():
        if name in lines:
            package.told[part] = with_lines(package.read(part), lines[name])
    return package.packed()


def suffix(workbook: bytes) -> str:
    """A workbook with macros keeps them, and opens under no other name."""
    return ".xlsm" if b"macroEnabled" in Package.of(workbook).read(CONTENT_TYPES) else ".xlsx"


def completed(original: bytes, guest_book: bytes, answer: Answer, lines: Mapping[str, Lines]) -> bytes:
    """The workbook that comes back.

    ``guest_book``: a workbook of ours; its first worksheet bears the notes, at their cells, the others are our pages.
    ``lines``: the rows of those that have none yet, by name. Raises Unpatchable.
    """
    host, guest = Package.of(original), Package.of(guest_book)
    pages.remove_old(host)
    styles = Styles(host, guest)
    part = pages.worksheets(host).get(answer.worksheet)
    if part is None:
        raise Unpatchable("worksheet")
    host.changed[part] = _with_answer(host.read(part), answer, styles)
    styles.save()
    (_, first), *others = pages.worksheets(guest).items()
    notes.noted(host, part, guest, first)
    pages.add(host, guest, dict(others), styles.ours, lines)
    return host.packed()


def _with_answer(part: bytes, answer: Answer, styles: Styles) -> bytes:
    marked = {
        row: {position: partial(styles.marked, tone=tone) for position, tone in cells.items()}
        for row, cells in answer.bad.items()
    }
    marks = Marks(answer.first, answer.widths, answer.rows, styles.ours, marked, answer.replaces, styles.bare)
    for _ in range(_MOST_ROUNDS):
        try:
            return rewritten(part, marks)
        except Wider as wider:
            marks = replace(marks, first=wider.position)
    raise Unpatchable("worksheet")
