"""What the workbook looks like: a few calm colours, and cells that are text and nothing else."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from batch.messages import Messages
from batch.reports.lines import Cell
from batch.reports.verdicts import Tone

LAST_ROW = 1_048_576
_LINE, _MOST_LINES = 15.0, 10
_LETTERS = 1.1  # letters in one unit of width: a unit is the width of a digit
LONGEST = 32_767  # UTF-16 units in one cell

INK, SOFT, HAIRLINE = "#1F2933", "#6B7280", "#D5DAE0"

_TONES: dict[Tone, dict[str, object]] = {
    Tone.GOOD: {"font_color": "#1B6B34", "bg_color": "#E8F5EA"},
    Tone.NEWS: {"font_color": "#1C5A9C", "bg_color": "#E8F1FA"},
    Tone.QUIET: {"font_color": SOFT},
    Tone.LOOK: {"font_color": "#7A5200", "bg_color": "#FFF2CC"},
    Tone.BAD: {"font_color": "#A61B14", "bg_color": "#FCE4E1"},
}


def ground(tone: Tone) -> str:
    """The colour behind a cell of the merchant's that needs a look, as RRGGBB."""
    return str(_TONES[tone]["bg_color"]).removeprefix("#")


_TOTAL: dict[str, object] = {"bold": True, "top": 1, "top_color": HAIRLINE, "valign": "vcenter"}

_AMOUNT: dict[str, object] = {"num_format": "General", "align": "right", "indent": 1}
_AMOUNTS = (None, Tone.BAD, Tone.LOOK)

_STYLES: dict[str, dict[str, object]] = {
    "text": {},
    "right": {"align": "right", "indent": 1},
    "wrapped": {"text_wrap": True},
    "warned": {"text_wrap": True} | _TONES[Tone.LOOK],
    "quiet": {"font_color": SOFT},
    "typed_heading": {"bold": True, "bg_color": "#EEF1F4", "bottom": 1, "bottom_color": HAIRLINE, "valign": "vcenter"},
    "our_heading": {"bold": True, "bg_color": "#334155", "font_color": "#FFFFFF", "valign": "vcenter"},
    "title": {"bold": True, "font_size": 20, "valign": "vcenter"},
    "lead": {"font_size": 13, "text_wrap": True, "valign": "vcenter"},
    "section": {"bold": True, "font_size": 12, "bottom": 1, "bottom_color": HAIRLINE, "valign": "bottom"},
    "fact": {"valign": "vcenter", "indent": 1},
    "label": {"font_color": SOFT, "valign": "vcenter", "indent": 1},
    "number": {"align": "right", "num_format": "#,##0", "valign": "vcenter", "indent": 1},
    "total": _TOTAL | {"indent": 1},
    "total_number": _TOTAL | {"align": "right", "num_format": "#,##0", "indent": 1},
}


@dataclass(frozen=True, eq=False, slots=True)
class Looks:
    """The formats of one workbook and the words of one language.

    ``tones`` are for cells of a list, ``badges`` for labels on a page, ``bad_cells`` for what the merchant typed: by
    tone, and True where it is a number. ``amounts``: for cells that are numbers to Excel too, by tone or none.
    """

    styles: dict[str, Any]
    tones: dict[Tone, Any]
    badges: dict[Tone, Any]
    bad_cells: dict[tuple[Tone, bool], Any]
    amounts: dict[Tone | None, Any]
    messages: Messages


def looks(workbook: Any, messages: Messages) -> Looks:
    known: dict[object, Any] = {}

    def made(properties: dict[str, object]) -> Any:
        """One for all that are alike; numbered, so that XlsxWriter writes it though it may see no cell of it."""
        whole = {"num_format": "@", "valign": "top", "font_color": INK} | properties
        style = known.setdefault(tuple(sorted(whole.items())), workbook.add_format(whole))
        style._get_xf_index()
        return style

    return Looks(
        styles={name: made(style) for name, style in _STYLES.items()},
        tones={tone: made(style) for tone, style in _TONES.items()},
        badges={tone: made(style | {"valign": "vcenter", "indent": 1}) for tone, style in _TONES.items()},
        bad_cells={
            (tone, right): made(_TONES[tone] | _framed(tone) | _aligned(right))
            for tone in (Tone.BAD, Tone.LOOK)
            for right in (False, True)
        },
        amounts={tone: made(_AMOUNT | ({} if tone is None else _TONES[tone] | _framed(tone))) for tone in _AMOUNTS},
        messages=messages,
    )


def _framed(tone: Tone) -> dict[str, object]:
    return {"border": 1, "border_color": _TONES[tone]["font_color"]}


def _aligned(right: bool) -> dict[str, object]:
    return {"align": "right", "indent": 1} if right else {}


def put(worksheet: Any, row: int, position: int, text: str, style: Any, messages: Messages) -> None:
    """A cell of text and nothing else, whatever the text; ``row`` as Excel shows it."""
    shown = fitted(text, messages)
    if not shown:
        worksheet.write_blank(row - 1, position, None, style)
    elif shown.startswith("<r>") and shown.endswith("</r>"):
        # XlsxWriter takes such a text for markup of its own and writes it raw; in two pieces it is text
        worksheet.write_rich_string(row - 1, position, shown[0], style, shown[1:], style)
    else:
        worksheet.write_string(row - 1, position, shown, style)


def cell(position: int, text: str, style: Any, messages: Messages) -> Cell:
    """A cell of a page whose rows are lines: of text and nothing else, whatever the text."""
    return position, fitted(text, messages), style.xf_index


def lay_out(worksheet: Any, heading_row: int) -> None:
    """One page wide, lying, headings on each; digits kept as text are meant. ``heading_row`` as Excel shows it."""
    worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    worksheet.set_landscape()
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(heading_row - 1)


def height(texts: Iterable[tuple[str, int]]) -> float | None:
    """The height of a row that shows each text in a column of that width; None where one line is enough.

    Excel would find it by itself, other programs do not.
    """
    lines = max((_lines(text, width) for text, width in texts), default=1)
    return _LINE * min(lines, _MOST_LINES) if lines > 1 else None


def _lines(text: str, width: int) -> int:
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(1, math.ceil(len(line) / (width * _LETTERS))) for line in text.split("\n"))


def fitted(text: str, messages: Messages) -> str:
    """The text as far as a cell holds it, with a note that it was cut."""
    if len(text) <= LONGEST // 2:  # no letter is more than two units
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * LONGEST:
        return text
    note = " " + messages("cell.cut", {"n": messages.number(len(text))})
    kept = units[: 2 * (LONGEST - len(note))].decode("utf-16-le", "ignore")
    return kept + note
