"""Addresses of cells as the XML of workbooks has them."""

from functools import cache

from batch.values import column_number


@cache
def position(letters: bytes) -> int:
    """A is 0."""
    return column_number(letters.decode())
