"""JSON text in and out, with decimals kept exactly as they were written."""

import json
import re
import secrets
from decimal import Decimal
from typing import Any, NoReturn

Document = dict[str, Any]

# the standard encoder cannot write a Decimal as a bare number: it is marked as text, then unquoted
_MARK = secrets.token_hex(8)
_MARKED = re.compile(f'"{_MARK}([^"]+)"')


def read(text: str | bytes) -> Any:
    """The value of a JSON text; numbers with a point become Decimal. ValueError when it is not JSON."""
    return json.loads(text, parse_float=Decimal, parse_constant=_refuse)


def write(value: Any) -> str:
    """Compact JSON with sorted keys: equal values give equal texts."""
    text = _ENCODER.encode(value)
    return _MARKED.sub(r"\1", text) if _MARK in text else text


def plain(number: Decimal) -> int | Decimal:
    """The shortest writing of a computed amount: 70 rather than 70.00."""
    return int(number) if number == number.to_integral_value() else number.normalize()


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")


def _mark(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{_MARK}{value}"
    raise TypeError(f"{type(value).__name__} has no JSON form")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, default=_mark)
