"""Addresses of cells as the XML of workbooks has them."""

from functools import cache


@cache
def position(letters: bytes) -> int:
    """A is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
