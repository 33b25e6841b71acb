"""Codes and options that a spreadsheet may have written another way, where the rest of the column or family tells.

Each text alone is as good a code as any other, ``1.234``, ``100000`` or ``46177``; beside the others it is in doubt.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.check.columns import Column
from batch.check.families import Families
from batch.check.looking import Looking
from batch.model.findings import Finding
from batch.model.groups import by_code
from schemas import codes, damaged
from schemas.kinds import OPTION_VALUES
from schemas.numbers import Convention

_POINTS = r"^[1-9][0-9]{0,2}(?:\.[0-9]{3})+$"
_SHORT = r"^[1-9][0-9]{0,2}$"
_LONG = r"^[1-9][0-9]{3,}$"
_DIGITS = r"^[0-9]+$"
_WORKED_OUT = r"^[1-9][0-9]{0,3}0{2,}$"
_WITH_E = r"^[0-9]{1,4}[A-Z][0-9]{1,2}$"  # codes such as 1E4 and 2F7
_LEAST = 2  # others that have the form
_SERIAL = r"^[2-5][0-9]{4}$"
_PAIR = re.compile(r"\d{1,2}[-/]\d{1,2}", re.ASCII)
_ONE_DECIMAL, _TWO_DECIMALS = re.compile(r"\d+\.\d", re.ASCII), re.compile(r"\d+\.\d\d", re.ASCII)


def codes_remade(looking: Looking) -> Iterator[Finding]:
    if "sku" in looking:
        column = looking.reads["sku"].column
        has_commas = any(read.proof is Convention.COMMA for read in looking.reads.values())
        yield from _told(looking, "code.points", dict(_pointed(column, has_commas=has_commas)))
        yield from _told(looking, "code.worked_out", dict(_worked_out(column)))


def _told(looking: Looking, code: str, found: dict[int, str]) -> Iterator[Finding]:
    """``found``: what the SKU may have been, by the place of its text."""
    if not found:
        return
    column = looking.reads["sku"].column
    mask = np.zeros(len(column.texts), dtype=bool)
    mask[list(found)] = True
    rows = np.flatnonzero(column.rows(mask)).tolist()
    yield from looking.suggested(code, "sku", {row: found[column.at[row]] for row in rows})


def _pointed(column: Column, *, has_commas: bool) -> Iterator[tuple[int, str]]:
    """``1.234`` and ``12.345``: every number of four digits or more has its points, as a spreadsheet writes numbers;
    and some are shorter, or not equally long, or the sheet has decimal commas. Equal ones, 10.200.300, are codes."""
    pointed = [*_matching(column, _POINTS)]
    if not pointed or any(_matching(column, _LONG)):
        return
    lengths = {len(text) for _, text in pointed}
    if has_commas or len(lengths) > 1 or any(_matching(column, _SHORT)):
        yield from ((place, text.replace(".", "")) for place, text in pointed)


def _worked_out(column: Column) -> Iterator[tuple[int, str]]:
    """100000 among codes like 1E4 and 2F7, where no other code is a number: it was 1E5."""
    round_ones = [*_matching(column, _WORKED_OUT)]
    if not round_ones or len([*_matching(column, _DIGITS)]) > len(round_ones):
        return
    if len([*_matching(column, _WITH_E)]) >= max(_LEAST, len(round_ones)):
        for place, text in round_ones:
            digits = text.rstrip("0")
            yield place, f"{digits}E{len(text) - len(digits)}"


def options_remade(looking: Looking, kin: Families) -> Iterator[Finding]:
    for name in sorted(OPTION_VALUES & looking.reads.keys()):
        texts = looking.texts(name)
        for family in by_code(np.where(looking.products, _doubtful(looking, kin, name), -1), _LEAST):
            values = [text or "" for text in texts.take(pa.array(family)).to_pylist()]
            for code, remade in (("option.date", _serials(values)), ("option.shortened", _shortened(values))):
                found = {int(family[at]): text for at, text in remade.items()}
                yield from looking.suggested(code, name, found) if found else ()


def _doubtful(looking: Looking, kin: Families, name: str) -> np.typing.NDArray[np.intp]:
    """The families with a number of these forms."""
    column = looking.reads[name].column
    odd = column.rows(
        np.asarray(pc.fill_null(pc.match_substring_regex(column.texts, rf"{_SERIAL}|^[0-9]+\.[0-9]$"), False))
    )
    concerned = np.zeros(int(kin.codes.max(initial=-1)) + 2, dtype=bool)
    concerned[kin.codes[odd & looking.products]] = True
    return np.where(concerned[kin.codes], kin.codes, -1)


def _serials(values: Sequence[str]) -> dict[int, str | None]:
    """46177 beside 4-6 and 8-10: the number of a day that was made of 6-4."""
    others = [text for text in values if _PAIR.fullmatch(text)]
    serials = {at: text for at, text in enumerate(values) if re.fullmatch(_SERIAL, text)}
    if not others or len(others) + len(serials) < len(values):
        return {}
    return {at: codes.proved_before(damaged.day_of(text), others) for at, text in serials.items()}


def _shortened(values: Sequence[str]) -> dict[int, str | None]:
    """12.5 beside 13.50: somebody writes two decimals, and a spreadsheet leaves the zero out."""
    if not any(_TWO_DECIMALS.fullmatch(text) and text.endswith("0") for text in values):
        return {}
    return {at: f"{text}0" for at, text in enumerate(values) if _ONE_DECIMAL.fullmatch(text)}


def _matching(column: Column, pattern: str) -> Iterator[tuple[int, str]]:
    return column.each(np.asarray(pc.fill_null(pc.match_substring_regex(column.texts, pattern), False)))
