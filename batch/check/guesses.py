"""What the numbers of a sheet showed about how they are written: told beside what was found out about the file."""

from collections.abc import Iterator, Mapping

from batch.model.catalog import Guess, Sheet

_CODES = {"point": "decimal_point", "comma": "decimal_comma", "both": "decimal_both"}


def of_numbers(conventions: Mapping[str, str], sheet: Sheet) -> Iterator[Guess]:
    """``conventions``: column to point, comma or both; the columns of one convention are told together."""
    for convention, code in _CODES.items():
        named = [sheet.heading(column) for column, found in conventions.items() if found == convention]
        headings = [heading.text.strip() for heading in named if heading]
        if headings:
            yield Guess(code, (("count", str(len(headings))), ("columns", ", ".join(headings))))
