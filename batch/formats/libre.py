"""The sheet of an ODS: which worksheet it is, and its numbers as they are shown where that is what was meant."""

import re
import zipfile
from collections.abc import Mapping
from decimal import Decimal

from batch.formats import xseries
from batch.formats.grid import Grid
from batch.formats.guesses import of_tabs
from batch.formats.ooxml import corrected, of_cells
from batch.formats.opendocument import Tab, tabs
from batch.formats.shown import flag_look, look
from batch.formats.taken import Place, Taken
from batch.formats.xseries import Names
from schemas import damaged

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
    for place, (shown, kind) in tab.looks.items():
        text, look = _meant(tab.grid, place, shown, kind, held.get(place[1], ""))
        if text is not None:
            tab.raw.instead[place] = text
        if look:
            tab.raw.kinds[place] = look
    return corrected(tab.grid, tab.raw, name)


def _meant(grid: Grid, place: Place, shown: str, kind: str, column: str) -> tuple[str | None, str]:
    """As ``raw_cells.as_shown``, where the program itself has written what it shows."""
    if column in ("number", "flag") and shown in _TRUTHS:
        return shown, "boolean"
    if column == "flag" and kind != "percentage":
        return None, flag_look(shown, Decimal(_number(grid, place)))
    if column in ("number", "flag"):
        return (shown, "percent") if kind == "percentage" else (None, _look(grid, place, shown))
    if column == "words":
        return shown, "padded"
    if column != "code" or kind == "percentage":
        return None, "unlike" if column else ""
    number = _number(grid, place)
    is_number = _MARKS.search(shown) or (damaged.is_grouped(shown) and damaged.without_groups(shown) == number)
    return (None, "") if is_number else (shown, "padded")


def _look(grid: Grid, place: Place, shown: str) -> str:
    """A fraction is the number it stands for."""
    return "" if "/" in shown else look(shown, Decimal(_number(grid, place)))


def _number(grid: Grid, place: Place) -> str:
    text: str = grid.columns[place[1] - grid.left][place[0] - grid.top].as_py()
    return text
