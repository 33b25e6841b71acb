"""Texts that a spreadsheet counts up when their cell is dragged down: ``MUG-9``, ``MUG-10``, ``MUG-11``."""

import re

_END = re.compile(r"(.*?)(\d{1,15})", re.ASCII | re.DOTALL)


def counts_up(before: str, after: str) -> bool:
    """Whether the one follows the other: the same but for the number at the end, which is one more."""
    first, second = _END.fullmatch(before), _END.fullmatch(after)
    if first is None or second is None or first[1] != second[1]:
        return False
    return int(second[2]) == int(first[2]) + 1
