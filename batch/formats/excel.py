"""Numbers and dates as Excel keeps them: fifteen digits, and days counted from 1900 or from 1904."""

from datetime import datetime, timedelta
from decimal import Decimal

BEYOND_DATES = 2_958_466 - 1_462  # no calendar of Excel, the one from 1900 or from 1904, has a day of that number
NO_DATE = "unlike ########"

_CODE_LIMIT = 1e15  # from here on Excel has put zeros for the last digits
_START_1900, _START_1904, _PHANTOM = datetime(1899, 12, 30), datetime(1904, 1, 1), 61


def excel_number(raw: str) -> str:
    """A number with the 15 digits that Excel keeps, never with an exponent below the limit of codes, always beyond."""
    value = float(raw)
    if abs(value) >= _CODE_LIMIT:
        digits, exponent = f"{value:.14E}".split("E")
        return f"{digits.rstrip('0').rstrip('.')}E{exponent}"
    plain = f"{Decimal(f'{value:.15g}'):f}" if value else "0"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def excel_date(serial: float, is_1904: bool) -> str:
    """2025-06-04 for a day without a time, 10:30:00 for a time without a day."""
    if 0 <= serial < 1:
        return str(timedelta(seconds=round(serial * 86_400) % 86_400)).rjust(8, "0")
    start = _START_1904 if is_1904 else (_START_1900 if serial >= _PHANTOM else _START_1900 + timedelta(days=1))
    moment = start + timedelta(seconds=round(serial * 86_400))
    return moment.isoformat(" ").removesuffix(" 00:00:00")


def date_told(serial: float, is_1904: bool) -> tuple[str, str]:
    """The text and the kind of a cell under a format of dates."""
    return (excel_number(repr(serial)), NO_DATE) if serial >= BEYOND_DATES else (excel_date(serial, is_1904), "date")
