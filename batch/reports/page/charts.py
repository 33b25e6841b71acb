"""The charts of the page: what became of the changes, which columns they touch, and how prices move."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from batch.messages import Messages
from batch.model.reports import Report
from batch.reports.columns import field_label
from batch.reports.figures import CellChange, by_status, by_verdict
from batch.reports.page.view import Bar, Chart
from batch.reports.prices import Band, PriceMove, bands
from batch.reports.sentences import result_words, totals
from batch.reports.verdicts import STATUSES, Tone, verdict

_FIRST_FIELDS = 12
_LEAST = 0.5  # of 100: what is there is seen, however rare

_Line = tuple[str, int, Tone]


def rows(report: Report, messages: Messages) -> Chart:
    """By verdict: all rows that were read."""
    numbers = by_verdict(report).items()
    lines = [(result_words(word, messages), number, verdict(word).tone) for word, number in numbers]
    return _chart("rows", lines, messages, totals(report, messages))


def charts(
    report: Report, changes: Sequence[CellChange], moves: Sequence[PriceMove], messages: Messages
) -> Iterator[Chart]:
    """``changes``: those that stand; ``moves``: the prices among them. A chart with nothing to show is left out."""
    if any(by_status(report).values()):
        yield _outcomes(report, messages)
    if changes:
        yield _fields(report, changes, messages)
    if moves:
        yield _prices(moves, messages)


def _outcomes(report: Report, messages: Messages) -> Chart:
    numbers = by_status(report)
    lines = [(f"{symbol} {messages(f'status.{word}')}", numbers[word], tone) for word, symbol, tone in STATUSES]
    lines = [line for line in lines if line[1]]
    return _chart("outcomes", lines, messages, _noted("outcomes", lines, messages))


def _fields(report: Report, changes: Sequence[CellChange], messages: Messages) -> Chart:
    """As many as changes.csv has lines for each field, of those that stand."""
    counted = Counter(change.field.name for change in changes).most_common()
    lines = [
        (field_label(name, report) if name else messages("page.deletion"), number, Tone.NEWS)
        for name, number in counted[:_FIRST_FIELDS]
    ]
    rest = sum(number for _, number in counted[_FIRST_FIELDS:])
    others = [(messages.count("page.other_columns", len(counted) - _FIRST_FIELDS), rest, Tone.QUIET)] if rest else []
    return _chart("fields", lines + others, messages, _noted("fields", lines + others, messages))


def _prices(moves: Sequence[PriceMove], messages: Messages) -> Chart:
    lines = [(_band(band, messages), band.number, Tone.LOOK if band.sign < 0 else Tone.NEWS) for band in bands(moves)]
    return _chart("prices", lines, messages, _noted("prices", lines, messages))


def _band(band: Band, messages: Messages) -> str:
    way = "fell" if band.sign < 0 else "rose"
    low, high = messages.percent(band.low), band.high and messages.percent(band.high)
    if band.high is None:
        return messages(f"page.{way}_more", {"low": low})
    return messages(f"page.{way}", {"low": low, "high": high})


def _noted(name: str, lines: Sequence[_Line], messages: Messages) -> str:
    return messages.count(f"page.{name}.note", sum(number for _, number, _ in lines))


def _chart(name: str, lines: Sequence[_Line], messages: Messages, note: str) -> Chart:
    whole = sum(number for _, number, _ in lines)
    return Chart(
        name=name,
        title=messages(f"page.{name}"),
        columns=(messages(f"page.{name}.each"), messages(f"page.{name}.number"), messages("page.share")),
        bars=[
            Bar(
                label=label,
                number=messages.number(number),
                size=max(round(100 * number / whole, 2), _LEAST if number else 0),
                share=messages.percent(Decimal(number) / whole),
                tone=tone,
            )
            for label, number, tone in lines
        ],
        note=note,
    )
