"""A sheet through LibreOffice and back: ``python -m benchmarks.round_trips SHEET...`` (needs ``soffice``).

A CSV is opened as text, as an English and as a French merchant who double-clicks it, and kept as XLSX; that workbook
is saved as XLS, ODS and two kinds of CSV. Every cell of each is set against the cell of the sheet itself. A cell is
the same; or it differs and is told, by a finding on it; or its row is refused for another cell; or it differs in
silence, and that number should be zero.
"""

import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from batch.check import Checked, check
from batch.errors import UnreadableFile
from batch.jobs import FORMATS
from batch.read import read
from batch.values import cell_address

_FRENCH, _ENGLISH, _UTF_8, _WINDOWS = "fr-FR", "en-US", "76", "1"
_COLUMNS = 200
_AS_TEXT = "/".join(f"{column}/2" for column in range(1, _COLUMNS))
_SHOWN, _WIDEST = 8, 160

# Source: LibreOffice help: Filter options for CSV. Separator and quote by code, letters, first row, formats of the
# columns, language, quoted is text, numbers and dates are looked for.
_OPENED = {
    "as text": (_ENGLISH, f"CSV:44,34,{_UTF_8},1,{_AS_TEXT},0,true,false"),
    "double-clicked": (_ENGLISH, f"CSV:44,34,{_UTF_8},1,,0,false,true"),
    "double-clicked in French": (_FRENCH, f"CSV:44,34,{_UTF_8},1,,0,false,true"),
}
_CSV = "csv:Text - txt - csv (StarCalc)"
_SAVED = {
    "XLSX": (_ENGLISH, "xlsx"),
    "XLS": (_ENGLISH, "xls"),
    "ODS": (_ENGLISH, "ods"),
    "CSV, comma, UTF-8": (_ENGLISH, f"{_CSV}:44,34,{_UTF_8},1,,0,false,true,false"),
    "CSV, French Windows": (_FRENCH, f"{_CSV}:59,34,{_WINDOWS},1,,0,false,true,false"),
}
_LANGUAGE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{}</value></prop>
</item>
</oor:items>"""


@dataclass(frozen=True, eq=False, slots=True)
class Cells:
    """What a file was understood to say, by row and column; ``told``: the addresses with a
    finding; ``refused``: the rows that go nowhere."""

    texts: dict[tuple[int, str], str]
    refused: frozenset[int]
    told: frozenset[str]
    addresses: dict[str, int]

    def fate(self, place: tuple[int, str]) -> str:
        row, column = place
        if column in self.addresses and cell_address(row, self.addresses[column]) in self.told:
            return "told"
        return "refused" if row in self.refused else "silent"


@dataclass(frozen=True, slots=True)
class Trip:
    """How often each fate befell a cell; ``silent``: what differs and nobody said."""

    opened: str
    saved: str
    fates: Counter[str]
    silent: Sequence[str]


def main() -> None:
    console = Console(width=140)
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            trips = [*_trips(Path(name), Path(folder))]
        console.print(_table(name, trips))
        for trip in trips:
            for line in trip.silent[:_SHOWN]:
                text = f"  {trip.opened}, {trip.saved}: {line}"
                console.print(text[:_WIDEST], markup=False, highlight=False, soft_wrap=True)


def _trips(sheet: Path, folder: Path) -> Iterator[Trip]:
    before = cells_of(check(read(sheet, FORMATS)))
    for opened, (language, import_filter) in _OPENED.items():
        at = folder / opened
        _convert(_profile(folder, language), sheet, "xlsx", at, import_filter)
        for saved, (other_language, export_filter) in _SAVED.items():
            if saved != "XLSX":
                _convert(_profile(folder, other_language), at / f"{sheet.stem}.xlsx", export_filter, at / saved)
            path = next((at / saved if saved != "XLSX" else at).glob(f"{sheet.stem}.*"))
            yield _trip(opened, saved, before, path)


def _trip(opened: str, saved: str, before: Cells, path: Path) -> Trip:
    try:
        after = cells_of(check(read(path, FORMATS)))
    except UnreadableFile as refusal:
        return Trip(opened, saved, Counter({"refused": len(before.texts)}), [f"refused: {refusal.code}"])
    fates: Counter[str] = Counter()
    silent = []
    for place in sorted(before.texts.keys() | after.texts.keys()):
        was, now = before.texts.get(place), after.texts.get(place)
        fate = "same" if was == now else after.fate(place)
        fates[fate] += 1
        if fate == "silent":
            silent.append(f"{place[1]} in row {place[0]}: {was!r} became {now!r}")
    return Trip(opened, saved, fates, silent)


def cells_of(checked: Checked) -> Cells:
    """Only what a row that goes on says: a refused or ignored row goes nowhere."""
    rows = checked.understood.to_dict("index")
    texts = {
        (int(row), str(column)): text
        for row, cells in rows.items()
        for column, text in cells.items()
        if isinstance(text, str) and text
    }
    addresses = {heading.column: heading.position for heading in checked.places.sheet.headings if heading.column}
    told = frozenset(finding.cell for finding in checked.findings if finding.cell)
    return Cells(texts, checked.catalog.refused | checked.catalog.ignored, told, addresses)


def _profile(folder: Path, language: str) -> Path:
    """Settings of a LibreOffice that counts and writes dates in that language."""
    settings = folder / language / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(_LANGUAGE.format(language), "utf-8")
    return folder / language


def _convert(profile: Path, path: Path, export_filter: str, target: Path, import_filter: str = "") -> None:
    """A workbook opens by itself; a CSV as the filter says."""
    opening = [f"--infilter={import_filter}"] if path.suffix.lower() in (".csv", ".txt") else []
    command = ["soffice", f"-env:UserInstallation={profile.absolute().as_uri()}", "--headless", *opening]
    command += ["--convert-to", export_filter, "--outdir", str(target), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def _table(name: str, trips: Sequence[Trip]) -> Table:
    table = Table("opened", "saved as", *("same", "told", "refused", "silent"), title=Path(name).name, box=None)
    for trip in trips:
        table.add_row(
            trip.opened, trip.saved, *(f"{trip.fates[fate]:,}" for fate in ("same", "told", "refused", "silent"))
        )
    return table


if __name__ == "__main__":
    main()
