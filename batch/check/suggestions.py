"""What a cell should hold, where its text proves it; and the facts that complete the sentence of its code."""

from collections.abc import Callable, Mapping

from batch.model.places import Facts
from schemas import codes, damaged, numbers, texts


def _ambiguous(text: str) -> Facts:
    whole, units = numbers.readings(text)
    return ("thousands", whole), ("units", units)


def _damaged(text: str) -> Facts:
    digits, length = codes.left_of(text)
    return ("digits", digits), ("length", str(length))


def _rounded(text: str) -> Facts:
    return (("digits", damaged.kept_of(text)),)


def _cleared(_: str) -> str:
    return "[clear]"


SUGGESTIONS: Mapping[str, Callable[[str], str | None]] = {
    "cell.almost_clear": _cleared,
    "cell.formula": texts.quoted,
    "code.decimals": damaged.without_decimals,
    "code.grouped": damaged.without_groups,
    "code.apostrophe": damaged.without_apostrophe,
    "code.changed_unsent": damaged.before_change,
    "upc.lost_zero": codes.lost_zero,
    "sku.lookalike_letters": codes.plain_letters,
    "text.apostrophe": texts.without_guard,
    "text.control": texts.without_invisible,
    "text.line_break": texts.on_one_line,
    "text.double_encoded": texts.repaired,
    "text.spaces": texts.on_one_line,
    "name.line_break": texts.on_one_line,
}

FACTS: Mapping[str, Callable[[str], Facts]] = {
    "price.ambiguous": _ambiguous,
    "number.ambiguous": _ambiguous,
    "code.damaged": _damaged,
    "code.damaged_unsent": _damaged,
    "code.rounded": _rounded,
}
