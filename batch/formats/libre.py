"""The sheet of an ODS: which worksheet it is, and its numbers as they are shown where that is what was meant."""

import re
import zipfile
from collections.abc import Iterable, Mapping
from decimal import Decimal

from batch.formats import xseries
from batch.formats.grid import Grid
from batch.formats.guesses import of_tabs
from batch.formats.ooxml import corrected, of_cells
from batch.formats.opendocument import Tab, tabs
from batch.formats.shown import AMOUNTS, EITHER, Look, Marks, code_shown, flag_look, look, unlike
from batch.formats.taken import Place, Taken
from batch.formats.xseries import Names
from schemas import damaged
from schemas.numbers import proved

_TRUTHS = frozenset({"TRUE", "FALSE", "VRAI", "FAUX"})  # which LibreOffice keeps as 1 and 0
_MARKS = re.compile(r"[.,%/]|E[+-]|^#+$")


def take(package: zipfile.ZipFile, name: str, names: Names) -> Taken:
    """The first visible worksheet with a heading row."""
    found = tabs(package, name)
    visible = [tab for tab in found if tab.visible]
    chosen = [tab for tab in visible if xseries.heading_row(tab.grid, names) is not None]
    chosen = chosen or [tab for tab in visible if xseries.lone_row(tab.grid, names) is not None]
    if not chosen:
        raise xseries.no_heading_in([tab.grid for tab in visible], name)
    tab, others = chosen[0], [other.name for other in chosen[1:]]
    hidden = [other.name for other in found if not other.visible]
    grid = _as_shown(tab, name, names)
    return Taken(
        "ods",
        grid,
        tab.name,
        (*of_tabs(others, hidden), *of_cells(tab.raw, grid, xseries.held(grid, names))),
        tab.raw.kinds,
    )


def _as_shown(tab: Tab, name: str, names: Names) -> Grid:
    held: Mapping[int, str] = xseries.held(tab.grid, names) if tab.looks else {}
    marks = _marks(shown for place, (shown, _) in tab.looks.items() if held.get(place[1]) in AMOUNTS)
    for place, (shown, kind) in tab.looks.items():
        text, look = _meant(tab.grid, place, shown, kind, held.get(place[1], ""), marks)
        if text is not None:
            tab.raw.instead[place] = text
        if look:
            tab.raw.kinds[place] = look
    return corrected(tab.grid, tab.raw, name)


def _marks(shown: Iterable[str]) -> Marks:
    """How the program wrote decimals: with the mark that the numbers of the worksheet prove."""
    proof = proved(shown)
    return (proof,) if proof in EITHER else EITHER


def _meant(grid: Grid, place: Place, shown: str, kind: str, column: str, marks: Marks) -> Look:
    """As ``raw_cells.as_shown``, where the program itself has written what it shows."""
    if column in ("flag", *AMOUNTS) and shown in _TRUTHS:
        return shown, "boolean"
    if column in ("flag", *AMOUNTS) and kind == "percentage":
        return shown, "percent"
    if column == "flag":
        return None, flag_look(shown, Decimal(_number(grid, place)))
    if column in AMOUNTS:
        return None, look(shown, Decimal(_number(grid, place)), column, marks)
    if column == "words":
        return shown, "padded"
    if column != "code" or kind == "percentage":
        return None, unlike(shown) if column else ""
    number = _number(grid, place)
    if _MARKS.search(shown):
        return code_shown(shown, number)
    is_grouped = damaged.is_grouped(shown) and damaged.without_groups(shown) == number
    return (None, "") if is_grouped else (shown, "padded")


def _number(grid: Grid, place: Place) -> str:
    text: str = grid.columns[place[1] - grid.left][place[0] - grid.top].as_py()
    return text
