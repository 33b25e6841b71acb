"""An export is given back before it is handed out: what would change the store, or be refused, does not stand in it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from batch import check as checking
from batch import compare as comparing
from batch import scratch
from batch.jobs.tasks import FORMATS
from batch.model.catalog import Sheet
from batch.model.changes import Change
from batch.model.choices import USUAL, Stock
from batch.model.codes import Severity
from batch.model.exports import Exported, LeftBlank, LeftOut
from batch.model.findings import Finding
from batch.model.rules import BY_NAME, OPTIONS
from batch.model.store import Snapshot
from batch.ports import Progress
from batch.read import read

_CHANGED = "export.changed"
_STOCK_TOO = replace(USUAL, stock=Stock.ABSOLUTE)  # whatever is asked of it when it comes back
# Without them a row does not say which product it is, or which variant.
_NEEDED = frozenset({"ecom_id", *(name for pair in OPTIONS for name in pair)})


def proved(
    made: Exported, content: Callable[[Exported], bytes], snapshot: Snapshot, progress: Progress
) -> tuple[bytes, Exported]:
    """The file and what it tells. A cell that comes back otherwise is left blank; where that does not help, its

    product is left out. Each round leaves something away, so there is an end.
    """
    while True:
        progress("proving", 0, None)
        written = content(made)
        faults = list(_faults(written, made, snapshot))
        if not faults:
            return written, made
        made = _mended(made, faults)


def without(made: Exported, test: Callable[[str], bool], reason: str) -> Exported:
    """The cells whose text fails the test left blank."""
    rows = made.rows
    faults = [
        LeftBlank(int(row), "", str(column), reason)
        for column in rows
        for row, text in rows[column].dropna().items()
        if test(text)
    ]
    return _mended(made, faults) if faults else made


def _faults(written: bytes, made: Exported, snapshot: Snapshot) -> Iterator[LeftBlank]:
    with scratch.folder() as folder:
        path = folder / "export"
        path.write_bytes(written)
        sheet = read(path, FORMATS)
    checked = checking.check(sheet)
    compared = comparing.compare(checked.catalog, snapshot, checked.places, _STOCK_TOO)
    yield from (fault for change in compared.changes for fault in _of_change(change, made))
    for finding in (*checked.findings, *compared.findings):
        if finding.severity is Severity.ERROR and finding.row is not None:
            yield LeftBlank(finding.row, "", _column(finding, sheet), finding.code)
    passed = sorted(set(map(int, made.rows.index)) - set(map(int, sheet.cells.index)))
    yield from (LeftBlank(row, "", "", _CHANGED) for row in passed)


def _of_change(change: Change, made: Exported) -> Iterator[LeftBlank]:
    """A field may have several columns, as images and stock have."""
    for field in change.fields:
        begin = BY_NAME[field.name].column.rstrip("…")
        exact = [begin] if begin in made.rows else [str(name) for name in made.rows if str(name).startswith(begin)]
        yield from (LeftBlank(change.row, "", column, _CHANGED) for column in exact or [""])
    if not change.fields:
        yield LeftBlank(change.row, "", "", _CHANGED)


def _column(finding: Finding, sheet: Sheet) -> str:
    return next((h.column for h in sheet.headings if h.column and h.text == finding.column), "")


def _mended(made: Exported, faults: Sequence[LeftBlank]) -> Exported:
    rows = made.rows.copy()
    owners = rows["ecom_id"].str.partition("/")[0]
    lost: dict[str, LeftOut] = {}
    blank: list[LeftBlank] = []
    for fault in faults:
        filled = fault.column in rows and isinstance(rows.at[fault.row, fault.column], str)
        if filled and fault.column not in _NEEDED:
            blank.append(replace(fault, sku=_text(rows, fault.row, "sku") or _text(rows, fault.row, "ecom_id")))
            rows.loc[fault.row, fault.column] = None
        elif not any((one.row, one.column) == (fault.row, fault.column) for one in blank):
            owner = owners[fault.row]
            lost[owner] = LeftOut(owner, _text(rows, fault.row, "sku"), _text(rows, fault.row, "name"), "contradicts")
    kept = rows[~owners.isin(lost.keys())]
    numbers = {int(row): place for place, row in enumerate(kept.index, 2)}
    told = [replace(one, row=numbers[one.row]) for one in (*made.left_blank, *blank) if one.row in numbers]
    return Exported(kept.set_axis(list(numbers.values()), axis=0), (*made.left_out, *lost.values()), tuple(told))


def _text(rows: object, row: int, column: str) -> str:
    text = rows.at[row, column]  # type: ignore[attr-defined]
    return text if isinstance(text, str) else ""
