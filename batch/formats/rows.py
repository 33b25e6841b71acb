"""Rows between the products that are no products: repeated headings, totals, notes below the table.

What might be a product is never passed over. A row is

- a repeated heading when every cell of it, two or more, is the heading of its own column;
- a total when it holds one of the words for a total and otherwise only numbers, and no identifier; or the word in the
  place of the identifier and no name, and then only at the end of the table or when its numbers add up; or nothing
  but numbers in number columns, each of them the sum of what stands above it: a price without a SKU is no total;
- a note when it is one cell of words, below the table, with a blank row between.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from batch.formats.grid import filled_flags
from batch.model.catalog import Heading
from schemas.headings import COLUMNS, IDENTIFYING, recognised
from schemas.kinds import values
from schemas.totals import WORDS, is_total

HEADING, TOTAL, NOTE = "heading", "total", "note"

_NUMBER_KINDS = frozenset({"money", "number"})
_NUMBER = re.compile(
    r"=.*|#[A-Z/0]+[!?A]?|[-+(]{0,2}[^\w\s]?\s*\d[\d\s.,'’\u00a0\u202f]*\)?\s*(?:%|[^\w\s]|[A-Za-z]{1,3})?"
)
_NOTE = re.compile(
    r"(?:\*|notes?\b|n\.?b\.?\b|remarque|source|g[ée]n[ée]r|generat|export|print|imprim|page\b)", re.IGNORECASE
)
_PROSE = 5  # words
_NOTES_LOOKED_AT = 60
_PROOFS = 50
_TERMS = (2, 3)  # what a sum needs: beside other sums, and alone
_SUM = re.compile(r"=\s*(?:SUM|SUBTOTAL|SOMME|SOUS\.TOTAL)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """``cells``: the filled ones, by place in the table."""

    at: int
    cells: Mapping[int, str]


@dataclass(frozen=True, eq=False, slots=True)
class Table:
    """``columns`` below the headings, one for each of ``found``; ``kept``: offsets of the rows that hold something."""

    found: Sequence[Heading]
    columns: Sequence[pa.ChunkedArray]
    kept: Sequence[int]

    def rows(self, offsets: Sequence[int]) -> list[_Row]:
        taken = [column.take(pa.array(offsets, pa.int64())).to_pylist() for column in self.columns]
        return [
            _Row(at, {place: text for place, texts in enumerate(taken) if (text := (texts[n] or "").strip())})
            for n, at in enumerate(offsets)
        ]

    def means(self, place: int) -> str | None:
        return self.found[place].column


def no_products(table: Table, overlong: Collection[int]) -> dict[int, str]:
    """The reason, by offset, for each row that is passed over; never one with cells beyond the last heading."""
    candidates = [at for at in _candidates(table) if at not in overlong]
    ordinary = _last(table.kept, set(candidates))
    reasons: dict[int, str] = {}
    proofs = iter(range(_PROOFS))
    for row in table.rows(candidates):
        reason = _reason(row, table, is_last=row.at > ordinary, proofs=proofs, before=reasons)
        if reason:
            reasons[row.at] = reason
    return reasons | {at: NOTE for at in _notes(table, reasons) if at not in overlong}


def other_headings(table: Table, passed: Collection[int]) -> int | None:
    """The offset of the first row that is the headings of another table: of columns in another order."""
    candidates = [at for at in _candidates(table, _every_word()) if at not in passed]
    return next((row.at for row in table.rows(candidates) if _names_columns(row)), None)


def _names_columns(row: _Row) -> bool:
    columns = [recognised(text) for text in row.cells.values()]
    return len(columns) > 1 and all(columns) and any(column in IDENTIFYING for column in columns)


def _every_word() -> pa.Array:
    words = {word.lower() for column in COLUMNS for word in (column.name, column.english, column.french, *column.words)}
    return pa.array(sorted(words), pa.string())


def _candidates(table: Table, words: pa.Array | None = None) -> list[int]:
    """Rows without an identifier, or with one of the words in its place: as usual its heading, or one for a total."""
    kept = pa.array(table.kept, pa.int64())
    nameless = np.ones(len(kept), dtype=bool)
    wordy = np.zeros(len(kept), dtype=bool)
    for place, heading in enumerate(table.found):
        if heading.column in IDENTIFYING:
            texts = table.columns[place].take(kept)
            nameless &= ~filled_flags(texts).to_numpy(zero_copy_only=False)
            known = _words(heading) if words is None else words
            wordy |= np.asarray(pc.is_in(pc.utf8_lower(pc.utf8_trim_whitespace(texts)), value_set=known))
    return [at for at, chosen in zip(table.kept, nameless | wordy, strict=True) if chosen]


def _words(heading: Heading) -> pa.Array:
    known = {
        word.lower() for c in COLUMNS if c.name == heading.column for word in (c.name, c.english, c.french, *c.words)
    }
    totals = {f"{word.lower()}{colon}" for word in WORDS for colon in ("", ":", " :", "\xa0:")} | {"sous total"}
    return pa.array(sorted(known | totals | {heading.text.strip().lower()}), pa.string())


def _last(kept: Sequence[int], candidates: set[int]) -> int:
    return next((at for at in reversed(kept) if at not in candidates), -1)


def _reason(row: _Row, table: Table, is_last: bool, proofs: Iterator[int], before: Mapping[int, str]) -> str | None:
    if _is_heading(row, table):
        return HEADING
    words = {place for place, text in row.cells.items() if is_total(text)}
    numbers = {place: text for place, text in row.cells.items() if place not in words}
    identified = {place for place in row.cells if table.means(place) in IDENTIFYING}
    if not row.cells or not identified <= words or not all(map(_NUMBER.fullmatch, numbers.values())):
        return None
    if words and not identified:
        return TOTAL
    if not (numbers and _could_be_total(identified, numbers, table)):
        return None
    stands = bool(is_last and words) or (next(proofs, None) is not None and _is_proven(row.at, numbers, table, before))
    return TOTAL if stands else None


def _is_heading(row: _Row, table: Table) -> bool:
    known = [(table.means(place), text) for place, text in row.cells.items() if table.means(place)]
    repeated = [text for column, text in known if column == recognised(text)]
    others = (place for place in row.cells if table.means(place) is None)
    same = all(row.cells[place] == table.found[place].text.strip() for place in others)
    return len(repeated) == len(known) > 1 and same


def _could_be_total(identified: set[int], numbers: Mapping[int, str], table: Table) -> bool:
    if identified:
        return any(heading.column == "name" for heading in table.found) and not any(
            table.means(place) == "name" for place in numbers
        )
    columns = [table.means(place) for place in numbers]
    return all(column is not None and values(column) in _NUMBER_KINDS for column in columns)


def _is_proven(at: int, numbers: Mapping[int, str], table: Table, before: Mapping[int, str]) -> bool:
    """Each number is the sum of what stands above it, of all of it or since the last total; zeros prove nothing."""
    totals = [other for other, reason in before.items() if reason == TOTAL]
    proofs = [_adds_up(text, at, table.columns[place], totals, len(numbers)) for place, text in numbers.items()]
    return all(proof is not False for proof in proofs) and any(proofs)


def _adds_up(text: str, at: int, column: pa.ChunkedArray, totals: Sequence[int], numbers: int) -> bool | None:
    """None where the number is zero. One number alone needs more terms than two: 10, 20, 30 are prices as well."""
    if _SUM.match(text):
        return True
    amount = _amount(text)
    if not amount:
        return None if amount == 0 else False
    texts = column.slice(0, at).to_pylist()
    everything = [(place, term) for place, cell in enumerate(texts) if cell and (term := _amount(cell)) is not None]
    last = max(totals, default=-1)
    ways = (
        [term for place, term in everything if place > last],
        [term for place, term in everything if place not in set(totals)],
    )
    return any(len(terms) >= _TERMS[numbers == 1] and amount == sum(terms) for terms in ways)


def _amount(text: str) -> Decimal | None:
    plain = re.sub(r"[^\d.,-]", "", text)
    decimals = max(plain.rfind("."), plain.rfind(","))
    if decimals >= 0:
        plain = re.sub(r"[.,]", "", plain[:decimals]) + "." + plain[decimals + 1 :]
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def _notes(table: Table, reasons: Mapping[int, str]) -> Iterator[int]:
    """From the end upward, block by block, each behind a blank row."""
    left = [at for at in table.kept if at not in reasons][-_NOTES_LOOKED_AT:]
    gaps = [place for place, (one, other) in enumerate(pairwise(left), 1) if other - one > 1]
    end = len(left)
    for gap in reversed(gaps):
        block = table.rows(left[gap:end])
        if not all(_is_note(row) for row in block):
            return
        yield from (row.at for row in block)
        end = gap


def _is_note(row: _Row) -> bool:
    if len(row.cells) != 1:
        return False
    (text,) = row.cells.values()
    words = text.split()
    return len(words) >= _PROSE or (len(words) > 1 and bool(_NOTE.match(text)))
