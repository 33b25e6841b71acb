"""What programs do to texts on their way into a cell, told from the text alone; and the text as it was, if provable."""

import re
import unicodedata
from functools import cache

MAX_CELL = 32_767  # Source: Microsoft: Excel specifications and limits, characters in a cell

# Controls but for tab and line ends, soft hyphens, zero-width and direction marks, fillers, annotation marks: nobody
# sees them. Of an emoji, the joiner, the selector of its colours and the tags of its flag are part.
# Source: Unicode Standard: Default_Ignorable_Code_Point; UTS #51: emoji sequences.
UNSEEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb"
)
_EMOJI = "\U0001f000-\U0001faff\ufe0f\u2600-\u27bf"
_INVISIBLE = re.compile(
    f"[{UNSEEN}]|(?<![{_EMOJI}])\u200d|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]"
    "|(?:(?<=[A-Za-z\xc0-\u024f])|^)[\ufe00-\ufe0f]|(?<=[0-9#*])[\ufe00-\ufe0f](?!\u20e3)"
)
_DOUBLED = re.compile("[ \t\xa0\u2000-\u200a\u202f\u3000]{2,}|\t")
_FORMULA = re.compile(r"=.*(?:\$?[A-Za-z]{1,3}\$?\d+|[A-Za-z.]{2,}\(|\"|#[A-Z/0]{3,}[!?A]).*", re.DOTALL)
_QUOTED = re.compile(r'="([^"]*)"')
_GUARDED = re.compile(r"'+[=+@-]")
_PLAIN_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
# A letter that the encoding of a file does not have is written as a question mark; in addresses that is none.
_ADDRESSES = re.compile(r"<[^>]*>|\b(?:https?://|www\.)\S+|\S+\.(?:php|html?|aspx?|jsp)\?\S*", re.IGNORECASE)
_LOST_INSIDE = re.compile(r"[^\W\d_]\?[^\W\d_A-Z]|\?{3,}")
_LOST_AT_END = re.compile(r"[^\W\d_]\?(?!\w)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:p|br|div|span|ul|ol|li|b|i|em|strong|a|img|table|t[rdh]|h[1-6])\b[^<]*>", re.IGNORECASE)
_FOREIGN = re.compile(r"[^\x00-\x7f]+")

# UTF-8 read in another encoding, then kept: each letter outside ASCII became two or three.
_WRONG_ENCODINGS = ("cp1252", "mac_roman")
_MOJIBAKE = re.compile("[ÂÃÅâ√¬ÌÍÎÏÐÑð]")
_CP1252_HOLES = {chr(code): bytes([code]) for code in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def is_plain_decimal(text: str) -> bool:
    """As a spreadsheet writes a number, in whatever language."""
    return _PLAIN_DECIMAL.fullmatch(text) is not None


def is_undecodable(text: str) -> bool:
    """The sign that stands where a byte meant nothing in the file's encoding."""
    return "\ufffd" in text


def has_lost_letter(text: str) -> bool:
    """``Sima?o``: a question mark inside a word, or nothing but question marks."""
    return "?" in text and _LOST_INSIDE.search(_ADDRESSES.sub(" ", text)) is not None


def may_have_lost_letter(text: str) -> bool:
    """``Rose?``: a question, or a word whose last letter is lost; the other texts of the sheet tell."""
    return "?" in text and _LOST_AT_END.search(_ADDRESSES.sub(" ", text)) is not None


def is_cut(text: str) -> bool:
    """Exactly as long as Excel lets a cell be: what followed is lost."""
    return len(text) == MAX_CELL


def is_formula(text: str) -> bool:
    """A formula that was never worked out; ``=1+1`` as a name is only a name."""
    return _FORMULA.fullmatch(text) is not None


def has_guard(text: str) -> bool:
    """``'+33 Club``: the apostrophe by which programs keep a text from being a formula has become part of it."""
    return _GUARDED.match(text) is not None


def without_guard(text: str) -> str:
    return text.removeprefix("'")


def quoted(text: str) -> str | None:
    """``="00123"`` is how some programs keep Excel from taking a code for a number."""
    found = _QUOTED.fullmatch(text)
    return found[1] if found else None


def has_invisible(text: str) -> bool:
    return _INVISIBLE.search(text) is not None


def without_invisible(text: str) -> str:
    return _INVISIBLE.sub("", text)


def has_tab(text: str) -> bool:
    """Between two letters of a code; one before or behind it is read past like a space."""
    return "\t" in text.strip()


def has_line_break(text: str) -> bool:
    return "\n" in text or "\r" in text


def is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None


def has_markup(text: str) -> bool:
    """Tags that lay out a page; ``<3`` and ``A < B`` are none."""
    return _MARKUP.search(text) is not None


def on_one_line(text: str) -> str:
    return " ".join(text.split())


def has_doubled_spaces(text: str) -> bool:
    return _DOUBLED.search(text) is not None


def is_double_encoded(text: str) -> bool:
    return _MOJIBAKE.search(text) is not None and repaired(text) is not None


@cache
def repaired(text: str) -> str | None:
    """The text before its UTF-8 was read in another encoding, once or twice; None unless every part of it fits."""
    for encoding in _WRONG_ENCODINGS:
        fixed = _undone(text, encoding)
        if fixed is not None:
            return _undone(fixed, encoding) or fixed
    return None


def _undone(text: str, encoding: str) -> str | None:
    """Each run of letters outside ASCII on its own, since the rest of a text may be sound."""
    faults: list[str] = []

    def undo(run: re.Match[str]) -> str:
        try:
            fixed = b"".join(_bytes(letter, encoding) for letter in run[0]).decode()
        except UnicodeError:
            faults.append(run[0])
            return run[0]
        return fixed

    fixed = _FOREIGN.sub(undo, text)
    fits = fixed != text and not faults and all(map(_is_ordinary, fixed))
    return fixed if fits else None


def _bytes(letter: str, encoding: str) -> bytes:
    return _CP1252_HOLES.get(letter) or letter.encode(encoding)


def _is_ordinary(letter: str) -> bool:
    """A repair that gives controls or letters without a name is no repair."""
    return letter in "\t\r\n" or unicodedata.category(letter) not in {"Cc", "Cn", "Co", "Cs"}
