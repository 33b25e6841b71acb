"""The sheet as typed: all text, one row per variant, every rule a check whose error is our code."""

import pandera.pandas as pa

from schemas import addresses, cells, codes, damaged, placeholders, texts
from schemas.checks import Test, never, readable
from schemas.headings import COLUMNS, is_gallery_column
from schemas.kinds import KEYS, OPTION_NAMES, OPTION_VALUES, READERS, WORDS, reader, values
from schemas.numbers import Convention
from schemas.types import TEXT

# Commands of the optional column of ours.
COMMANDS = frozenset({"create", "update", "delete", "ignore"})

CLEARABLE = frozenset({"description", "brand_name", "upc", "weight", "length", "width", "height"})

_FAULTS = {
    "money": (("unreadable", "price.unreadable"), ("ambiguous", "price.ambiguous")),
    "number": (("unreadable", "number.unreadable"), ("ambiguous", "number.ambiguous")),
    "flag": (("unreadable", "flag.unreadable"),),
    "weight-unit": (("unknown", "unit.unknown"),),
    "length-unit": (("unknown", "unit.unknown"),),
}

_TYPED = frozenset(READERS) | {"command"}
_SHOWN = WORDS | {"image_url"}
_NAMES = frozenset({"name", "brand_name"}) | OPTION_NAMES
_ONE_LINE = KEYS | {"handle", "brand_name"} | OPTION_NAMES | OPTION_VALUES
_UNSENT = frozenset({"supplier_code", "composite_sku"})

# Rules of the texts of some columns. What decides which product is meant, or what customers read, stops its row;
# what never leaves the sheet is only worth a look.
RULES: tuple[tuple[str, Test, frozenset[str]], ...] = (
    ("code.damaged", codes.is_scientific, KEYS | {"handle"}),
    ("code.damaged", codes.is_scientific_option, OPTION_VALUES),
    ("code.damaged_unsent", codes.is_scientific, _UNSENT),
    ("code.date", codes.is_date, KEYS),
    ("code.decimals", damaged.has_decimals, KEYS),
    ("code.grouped", damaged.is_grouped, KEYS),
    ("code.apostrophe", damaged.has_apostrophe, KEYS),
    ("code.rounded", damaged.is_rounded, KEYS),
    ("code.last_digit", damaged.may_be_rounded, KEYS),
    ("code.changed_unsent", damaged.is_changed, _UNSENT | {"handle"}),
    ("price.barcode", codes.is_barcode_price, frozenset({"retail_price", "supply_price"})),
    ("upc.lost_zero", lambda text: codes.lost_zero(text) is not None, frozenset({"upc"})),
    ("upc.length", lambda text: _is_no_barcode(text), frozenset({"upc"})),
    ("upc.check_digit", codes.has_wrong_check_digit, frozenset({"upc"})),
    ("sku.lookalike_letters", lambda text: _is_lookalike(text), frozenset({"sku"})),
    ("text.undecodable", texts.is_undecodable, _SHOWN | KEYS | {"handle"}),
    ("text.cut", texts.is_cut, _SHOWN),
    ("text.apostrophe", texts.has_guard, WORDS),
    ("text.letter_lost", texts.has_lost_letter, WORDS),
    ("cell.almost_clear", cells.is_almost_clear, WORDS),
    *(("text.placeholder", placeholders.stands_for_nothing(name), frozenset({name})) for name in placeholders.NOTHING),
    ("text.control", texts.has_tab, KEYS | {"handle"}),
    ("text.line_break", texts.has_line_break, _ONE_LINE),
    ("text.address", texts.is_address, _NAMES | OPTION_VALUES | {"sku", "handle"}),
    ("text.no_name", codes.is_no_name, _NAMES),
    ("name.markup", texts.has_markup, frozenset({"name"})),
    ("category.cut", lambda text: len(text) == 50, frozenset({"type"})),
    ("name.line_break", texts.has_line_break, frozenset({"name"})),
)


def text_column(column: str, convention: Convention = Convention.NONE) -> pa.Column:
    """The contract of one column as typed. ``convention``: what the column proves of its numbers."""
    kind = values(column)
    checks = [never(cells.is_unmended, "cell.unmended")]
    checks += [never(cells.is_excel_error, "cell.excel_error"), never(texts.is_formula, "cell.formula")]
    elsewhere = (codes.is_barcode_price,) if kind == "money" else ()
    checks += [readable(reader(kind, convention), fault, code, *elsewhere) for fault, code in _FAULTS.get(kind, ())]
    checks += [never(test, code) for code, test, columns in RULES if column in columns]
    if kind not in _TYPED:
        checks += [never(texts.has_invisible, "text.control"), never(texts.is_double_encoded, "text.double_encoded")]
    if kind == "url":
        checks.append(never(addresses.is_no_address, "image.unreadable"))
    if kind == "command":
        checks.append(never(_is_no_command, "command.unknown"))
    elif column not in CLEARABLE and not is_gallery_column(column):
        checks.append(never(cells.is_clear, "cell.cannot_be_cleared"))
    return pa.Column(TEXT, checks=checks, nullable=True, required=False, name=column)


def _is_lookalike(text: str) -> bool:
    """The spaces between thousands are told as such."""
    return codes.has_lookalike_letters(text) and not damaged.is_grouped(text)


def _is_no_command(text: str) -> bool:
    return text.strip().casefold() not in COMMANDS and not cells.is_unmended(text)


def _is_no_barcode(text: str) -> bool:
    """What something else is said of is not also said to have a wrong length."""
    tests = (
        cells.is_excel_error,
        cells.is_clear,
        cells.is_unmended,
        placeholders.stands_for_nothing("upc"),
        texts.is_formula,
        codes.is_scientific,
        damaged.is_changed,
        codes.lost_zero,
    )
    return codes.has_wrong_length(text) and not any(test(text) for test in tests)


XSERIES = pa.DataFrameSchema({column.name: text_column(column.name) for column in COLUMNS}, title="The sheet as typed")
