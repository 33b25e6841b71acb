"""Addresses of images: what the store can fetch, as far as the text tells."""

import re
from urllib.parse import urlsplit

from schemas import cells, texts

MAX_ADDRESS = 2_048  # longer ones are cut on their way by programs that we do not know

_ANOTHER = re.compile(r"[\s,;|]https?://", re.IGNORECASE)


def is_no_address(text: str) -> bool:
    """Neither http nor https with a host, or several in one cell. What is said elsewhere of a cell is not said here."""
    elsewhere = (cells.is_clear, cells.is_excel_error, cells.is_unmended, texts.is_formula)
    if any(test(text) for test in elsewhere):
        return False
    return len(text) > MAX_ADDRESS or _ANOTHER.search(text) is not None or not _has_host(text)


def _has_host(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", parts.netloc)
    except ValueError:
        return False
