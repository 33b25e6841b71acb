"""What was found out about a file, for the merchant to check: one small value for each thing."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from batch.model.catalog import Guess, Heading, Skipped, Source
from batch.values import column_letters

_SHOWN = 20


def of_table(
    about: Sequence[Guess], found: Sequence[Heading], heading_row: int, ends: Sequence[int], filled: int
) -> tuple[Guess, ...]:
    """``ends``: the first and the last row that hold something; ``filled``: how many do."""
    return (*about, *_of_rows(heading_row, ends, filled), *_of_columns(found))


def of_names(found: Sequence[Heading], names: Mapping[str, str], named: Callable[[str], str]) -> Iterator[Guess]:
    for heading in found:
        if names and heading.column and names.get(named(heading.text)) == heading.column:
            yield Guess("mapped", (("heading", heading.text.strip()), ("column", heading.column)))


def of_skipped(skipped: Sequence[Skipped]) -> Iterator[Guess]:
    for reason in dict.fromkeys(row.reason for row in skipped):
        rows = [row.row for row in skipped if row.reason == reason]
        yield Guess(f"skipped_{reason}", (("count", str(len(rows))), ("rows", spans(rows))))


def spans(numbers: Sequence[int]) -> str:
    """ "4, 7-9": the first of them, when they are many."""
    ends: list[list[int]] = []
    for number in sorted(numbers):
        if ends and number == ends[-1][1] + 1:
            ends[-1][1] = number
        else:
            ends.append([number, number])
    return listed([str(one) if one == other else f"{one}-{other}" for one, other in ends])


def of_source(source: Source) -> Iterator[Guess]:
    if source.encoding:
        yield Guess("encoding", (("encoding", source.encoding),))
    if source.delimiter:
        yield Guess("separator", (("separator", source.delimiter),))
    if source.worksheet:
        yield Guess("worksheet", (("worksheet", source.worksheet),))


def of_tabs(others: Sequence[str], hidden: Sequence[str]) -> Iterator[Guess]:
    """The worksheets that were not chosen. ``others``: visible ones that are catalogs too."""
    if others:
        yield Guess("other_sheets", (("names", listed(others)),))
    if hidden:
        yield Guess("hidden_sheets", (("names", listed(hidden)),))


def listed(texts: Sequence[str]) -> str:
    return ", ".join(texts[:_SHOWN]) + (", …" if len(texts) > _SHOWN else "")


def _of_rows(heading_row: int, ends: Sequence[int], filled: int) -> Iterator[Guess]:
    yield Guess("heading_row", (("row", str(heading_row)),))
    if ends:
        blank = ends[1] - ends[0] + 1 - filled + (ends[0] - heading_row - 1)
        if blank:
            yield Guess("blank_rows", (("count", str(blank)),))


def _of_columns(found: Sequence[Heading]) -> Iterator[Guess]:
    ignored = [heading.text.strip() for heading in found if not heading.column and heading.text.strip()]
    if ignored:
        yield Guess("columns_ignored", (("count", str(len(ignored))), ("columns", listed(ignored))))
    unnamed = [column_letters(heading.position) for heading in found if not heading.text.strip()]
    if unnamed:
        yield Guess("columns_unnamed", (("count", str(len(unnamed))), ("columns", listed(unnamed))))
