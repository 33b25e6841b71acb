"""What befalls whole files, laid on copies of a sheet: ``python -m benchmarks.damages SHEET...`` (CSV, as exported).

Each copy is read, and every cell of it set against the same cell of the sheet. A cell is the same; or it differs and
is told, by a finding on it or on its heading; or its row is refused, or the file; or it differs in silence. Some of
that nobody can see in a sheet alone, such as prices that were filled down: docs/how-it-works.md, section 2.
"""

import csv
import io
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table as Shown

from batch.check import check
from batch.errors import UnreadableFile
from batch.jobs import FORMATS
from batch.read import read
from benchmarks.round_trips import Cells, cells_of

Row = list[str]
Place = tuple[int, str]

_PRICE, _SKU = "retail_price", "sku"
_CODES = ("sku", "supplier_code", "upc")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PAIR = re.compile(r"(\d{1,2})[-/](\d{1,2})")
_FEW_DIGITS = 11  # more, and the format General shows an exponent
_EVERY = 20
_SHOWN, _WIDEST = 5, 150


@dataclass(frozen=True, slots=True)
class Sheet:
    head: Row
    rows: list[Row]

    def at(self, column: str) -> int | None:
        return self.head.index(column) if column in self.head else None

    def with_column(self, column: str, texts: Sequence[str]) -> "Sheet":
        at = self.at(column)
        if at is None:
            return self
        return Sheet(self.head, [[*r[:at], text, *r[at + 1 :]] for r, text in zip(self.rows, texts, strict=True)])

    def mapped(self, change: Callable[[str], str], columns: Sequence[str]) -> "Sheet":
        chosen = {at for column in columns if (at := self.at(column)) is not None}
        return Sheet(self.head, [[change(t) if at in chosen else t for at, t in enumerate(r)] for r in self.rows])


@dataclass(frozen=True, slots=True)
class Damaged:
    """``of``: the row of the sheet that each row of the copy was, as Excel counts; None where it was none."""

    content: bytes
    of: Sequence[int | None]
    gone: frozenset[str] = field(default_factory=frozenset)


def plain(sheet: Sheet, *, encoding: str = "utf-8", delimiter: str = ",", end: str = "\n") -> Damaged:
    text = _written([sheet.head, *sheet.rows], delimiter, end)
    return Damaged(text.encode(encoding, "replace"), _numbers(sheet))


def _written(rows: Sequence[Row], delimiter: str = ",", end: str = "\n") -> str:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator=end).writerows(rows)
    return written.getvalue()


def _numbers(sheet: Sheet) -> list[int | None]:
    return [None, *range(2, len(sheet.rows) + 2)]


def _decimal_commas(sheet: Sheet) -> Damaged:
    numbers = [c for c in sheet.head if c.endswith(("price", "value", "quantity")) or c in ("weight", "length")]
    french = sheet.mapped(lambda t: t.replace(".", ",") if re.fullmatch(r"-?\d+\.\d+", t) else t, numbers)
    return plain(french, encoding="cp1252", delimiter=";", end="\r\n")


def _reordered(sheet: Sheet) -> Damaged:
    order = sorted(range(len(sheet.head)), key=lambda at: sheet.head[at][::-1])
    return plain(Sheet([sheet.head[at] for at in order], [[r[at] for at in order] for r in sheet.rows]))


def _without(column: str) -> Callable[[Sheet], Damaged]:
    def damage(sheet: Sheet) -> Damaged:
        at = sheet.at(column)
        rows = [sheet.head, *sheet.rows]
        cut = [row if at is None else row[:at] + row[at + 1 :] for row in rows]
        return Damaged(_written(cut).encode(), _numbers(sheet), frozenset({column}))

    return damage


def _sorted_apart(column: str) -> Callable[[Sheet], Damaged]:
    def damage(sheet: Sheet) -> Damaged:
        at = sheet.at(column)
        return plain(sheet.with_column(column, sorted(row[at] for row in sheet.rows)) if at is not None else sheet)

    return damage


def _with_rows(
    place: Callable[[Sheet, int], list[Row]], first: Sequence[Row] = (), last: Sequence[Row] = ()
) -> Callable[[Sheet], Damaged]:
    def damage(sheet: Sheet) -> Damaged:
        rows: list[Row] = [*first, sheet.head]
        of: list[int | None] = [None] * len(rows)
        for at, row in enumerate(sheet.rows):
            more = place(sheet, at)
            rows += [*more, row]
            of += [*[None] * len(more), at + 2]
        rows += last
        return Damaged(_written(rows).encode(), [*of, *[None] * len(last)])

    return damage


def _nothing(_: Sheet, __: int) -> list[Row]:
    return []


def _blank(sheet: Sheet, at: int) -> list[Row]:
    return [[""] * len(sheet.head)] if at % _EVERY == _EVERY - 1 else []


def _headings(sheet: Sheet, at: int) -> list[Row]:
    return [sheet.head] if at % _EVERY == _EVERY - 1 else []


def _total(sheet: Sheet, at: int) -> list[Row]:
    """Every second one adds up."""
    price, sku = sheet.at(_PRICE), sheet.at(_SKU)
    if at % _EVERY != _EVERY - 1 or price is None or sku is None:
        return []
    sums = sum(float(row[price] or 0) for row in sheet.rows[:at]) if at % 2 else at
    return [["Total" if n == sku else f"{sums:.2f}" if n == price else "" for n in range(len(sheet.head))]]


def _general(text: str) -> str:
    if not re.fullmatch(r"\d+", text):
        return text
    digits = text.lstrip("0") or "0"
    return digits if len(digits) <= _FEW_DIGITS else re.sub(r"\.?0*E", "E", f"{int(digits):.5E}")


def _dated(text: str) -> str:
    found = _PAIR.fullmatch(text)
    if not found or not 0 < int(found[1]) <= len(_MONTHS):
        return text
    return f"{int(found[2])}-{_MONTHS[int(found[1]) - 1]}"


def _double(sheet: Sheet) -> Damaged:
    text = _written([sheet.head, *sheet.rows]).encode().decode("cp1252", "replace")
    return Damaged(text.encode(), _numbers(sheet))


def _cut_end(sheet: Sheet) -> Damaged:
    whole = plain(sheet)
    last = len(_written(sheet.rows[-1:]).encode())
    return Damaged(whole.content[: -last // 2], whole.of)


def _unquoted(sheet: Sheet) -> Damaged:
    lines = [",".join(row) for row in (sheet.head, *sheet.rows)]
    of: list[int | None] = []
    for number, line in enumerate(lines, 1):
        of += [number if number > 1 else None, *[None] * line.count("\n")]
    return Damaged("\n".join(lines).encode(), of)


def _mixed_ends(sheet: Sheet) -> Damaged:
    rows = [sheet.head, *sheet.rows]
    text = "".join(_written([row], end=("\n", "\r\n")[at % 2]) for at, row in enumerate(rows))
    return Damaged(text.encode(), _numbers(sheet))


def _merged(sheet: Sheet) -> Damaged:
    """What all rows of a family say stands in the first alone, as merged cells are saved."""
    columns = [at for name in ("handle", "name", "description", "brand_name") if (at := sheet.at(name)) is not None]
    handle = sheet.at("handle")
    rows, before = [], None
    for row in sheet.rows:
        is_next = handle is not None and row[handle] == before and bool(before)
        rows.append(["" if is_next and at in columns else text for at, text in enumerate(row)])
        before = row[handle] if handle is not None else None
    return plain(Sheet(sheet.head, rows))


def _filled_down(sheet: Sheet) -> Damaged:
    """The first of every twenty prices was dragged over the nine below, and the spreadsheet counted up."""
    at = sheet.at(_PRICE)
    if at is None or not sheet.rows:
        return plain(sheet)
    prices = [row[at] for row in sheet.rows]
    for first in range(0, len(prices) - 10, _EVERY):
        start = float(prices[first] or 0)
        prices[first : first + 10] = [f"{start + n:g}" for n in range(10)]
    return plain(sheet.with_column(_PRICE, prices))


def _cells(change: Callable[[str], str], *columns: str) -> Callable[[Sheet], Damaged]:
    return lambda sheet: plain(sheet.mapped(change, columns or sheet.head))


_OPTIONS = tuple(f"variant_option_{number}_value" for number in ("one", "two", "three"))
DAMAGES: Mapping[str, Callable[[Sheet], Damaged]] = {
    "saved as Windows 1252": lambda sheet: plain(sheet, encoding="cp1252"),
    "saved as Mac Roman": lambda sheet: plain(sheet, encoding="mac-roman"),
    "saved as UTF-16": lambda sheet: plain(sheet, encoding="utf-16"),
    "semicolons, decimal commas": _decimal_commas,
    "columns in another order": _reordered,
    "a column deleted": _without("description"),
    "names sorted alone": _sorted_apart("name"),
    "SKUs sorted alone": _sorted_apart(_SKU),
    "title rows above": _with_rows(_nothing, [["Catalogue"], ["Spring 2026"]]),
    "total rows": _with_rows(_total),
    "blank rows": _with_rows(_blank),
    "headings repeated": _with_rows(_headings),
    "codes through General": _cells(_general, *_CODES),
    "options made dates": _cells(_dated, *_OPTIONS),
    "UTF-8 read as Windows 1252": _double,
    "texts cut at 255": _cells(lambda text: text[:255]),
    "texts cut at 32,767": _cells(lambda text: text[:32_767]),
    "spaces at the end": _cells(lambda text: f"{text} " if text else text),
    "last row cut in the middle": _cut_end,
    "quotes lost": _unquoted,
    "mixed line ends": _mixed_ends,
    "families merged": _merged,
    "prices filled down": _filled_down,
}


def main() -> None:
    console = Console(width=140)
    for name in sys.argv[1:]:
        silent = []
        table = Shown("damage", "same", "told", "refused", "silent", title=Path(name).name, box=None)
        for damage, fates, lines in _all(Path(name)):
            table.add_row(damage, *(f"{fates[fate]:,}" for fate in ("same", "told", "refused", "silent")))
            silent += [f"  {damage}: {line}"[:_WIDEST] for line in lines[:_SHOWN]]
        console.print(table)
        for line in silent:
            console.print(line, markup=False, highlight=False, soft_wrap=True)


def _all(path: Path) -> Iterator[tuple[str, Counter[str], list[str]]]:
    head, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""))
    sheet = Sheet(head, [row + [""] * (len(head) - len(row)) for row in rows])
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.csv"
        copy.write_bytes(plain(sheet).content)
        before = cells_of(check(read(copy, FORMATS)))
        for name, damage in DAMAGES.items():
            damaged = damage(sheet)
            copy.write_bytes(damaged.content)
            yield name, *_compared(before, damaged, copy)


def _compared(before: Cells, damaged: Damaged, copy: Path) -> tuple[Counter[str], list[str]]:
    was = {place: text for place, text in before.texts.items() if place[1] not in damaged.gone}
    try:
        after = cells_of(check(read(copy, FORMATS)))
    except UnreadableFile:
        return Counter({"refused": len(was)}), []
    at = {row: number for number, row in enumerate(damaged.of, 1) if row is not None}
    fates: Counter[str] = Counter()
    silent, seen = [], set()
    for (row, column), text in sorted(was.items()):
        place = at.get(row, 0), column
        seen.add(place)
        fates[fate := _fate(after, place, text)] += 1
        if fate == "silent":
            silent.append(f"{column} in row {row}: {text!r} became {after.texts.get(place)!r}")
    for place, text in after.texts.items():
        if place not in seen and place[1] not in damaged.gone:
            fates[fate := after.fate(place)] += 1
            silent += [f"{place[1]} in row {place[0]} of the copy is new: {text!r}"] if fate == "silent" else []
    return fates, silent


def _fate(after: Cells, place: Place, text: str) -> str:
    return "same" if after.texts.get(place) == text else after.fate(place)


if __name__ == "__main__":
    main()
