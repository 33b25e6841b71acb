"""Which texts of a column must be looked at one by one: the others pass its whole contract, by one regular expression.

A law of the tests: what is not doubtful here breaks no rule of ``xseries.text_column``.
"""

import pyarrow as pa
import pyarrow.compute as pc

from schemas import placeholders
from schemas.kinds import NUMBERS, OPTION_NAMES, OPTION_VALUES, WORDS, values
from schemas.texts import MAX_CELL, UNSEEN

# In order when the whole text matches (RE2).
_PLAIN = {
    **dict.fromkeys(NUMBERS, r"^-?[0-9]{1,7}(?:\.(?:[0-9]{1,2}|[0-9]{4,6}))?$"),
    "flag": r"^[01]$",
    "weight-unit": r"^(?:LB|KG|G|OZ|CT)$",
    "length-unit": r"^(?:IN|CM|MM|YD)$",
    "command": r"^(?:create|update|ignore|delete)$",
    "url": r"^https?://[A-Za-z0-9][!-+\-.0-:<-Z_a-z~]*$",
}
_PLAIN_LENGTH = 1000  # bytes, at most; counted apart, for a regular expression that counts so far is slow to make

# In order unless something in the text matches.
_ODD = (
    r"^[#=\[']|^Err:|^(?:[Ll]oading|[Cc]hargement)(?:…|\.\.\.)$|(?i:mend|corriger)\s*\]|[ÂÃÅâ√¬ÌÍÎÏÐÑð"
    f"{UNSEEN}\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\ufffd]"
)
_SCIENTIFIC = r"|^[+-]?[0-9](?:[.,][0-9]+)?[eE]|^[0-9][.,][eE]"
_DATE = r"|^[0-9]{1,4}[-/:]|^[0-9]{1,2}\. |^[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|^[A-Za-zéû]{3,5}\.?-[0-9]"
_NUMBER = "|^[0-9]+[.,]0{1,2}$|^[0-9]{1,3}\\.[0-9.]+,0|^[0-9]{1,3}[, '\xa0\u2009\u202f’][0-9]|^[0-9]{16}"
_LINE = r"|[\r\n]"
_ADDRESS = r"|^(?:[Hh][Tt][Tt][Pp]|[Ww]{3}\.)"
_NO_NAME = _LINE + _ADDRESS + _DATE + r"|^-?[0-9]+[.,][0-9]{2}$|^(?:TRUE|FALSE|VRAI|FAUX)$|^[0-9][0-9.,]*[eE]\+"
_CLEAR = r"|^[({]|[\])}]$"
_CODE = r"|[^\x20-\x7e]" + _DATE + _NUMBER
_QUESTION = r"|[^\x00-@]\?[^\x00-`]|\?\?\?"
_MORE = {
    **dict.fromkeys(WORDS, _QUESTION + _CLEAR),
    "name": _NO_NAME + _QUESTION + _CLEAR + r"|<[A-Za-z/]",
    "brand_name": _NO_NAME + _QUESTION + _CLEAR,
    **dict.fromkeys(OPTION_NAMES, _NO_NAME),
    "sku": _ADDRESS,
    "handle": _SCIENTIFIC + _DATE + _NUMBER + _LINE + _ADDRESS,
    **dict.fromkeys(OPTION_VALUES, _SCIENTIFIC + _DATE + _QUESTION + _CLEAR + _LINE + _ADDRESS),
    "upc": r"|.",
}
_LENGTHS = {"type": 50}


def doubtful(column: str, texts: pa.Array) -> pa.Array:
    """True where a rule of the column might be broken; blank is in order."""
    kind = values(column)
    if kind in _PLAIN:
        plain = pc.match_substring_regex(texts, _PLAIN[kind])
        short = pc.less_equal(pc.binary_length(texts), _PLAIN_LENGTH)
        return pc.fill_null(pc.invert(pc.and_(plain, short)), False)
    more = _SCIENTIFIC + _CODE if kind == "code" else ""
    nothing = f"|{placeholders.pattern(column)}" if column in placeholders.NOTHING else ""
    odd = pc.match_substring_regex(texts, _ODD + more + _MORE.get(column, "") + nothing)
    long = pc.greater_equal(pc.binary_length(texts), _LENGTHS.get(column, MAX_CELL))
    return pc.fill_null(pc.or_(odd, long), False)
