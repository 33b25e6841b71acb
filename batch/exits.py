"""Exit codes: scripts rely on them, and where several apply the first in this order counts."""

from collections.abc import Iterable

DONE, SHEET_ERRORS, UNDONE, UNRECONCILED, PENDING = 0, 3, 4, 7, 10

# code and the key of its sentence in messages ("exit.<code>"), in order of precedence
ORDER: tuple[int, ...] = (1, 7, 130, 77, 69, 75, 73, 66, 5, 6, 4, 3, 10, 0)

# These end a command before there is anything to weigh.
ALONE: tuple[int, ...] = (2, 78)


def gravest(codes: Iterable[int]) -> int:
    """The one exit code of several; an empty lot is done."""
    found = set(codes)
    alone = [code for code in ALONE if code in found]
    return alone[0] if alone else next((code for code in ORDER if code in found), DONE)
