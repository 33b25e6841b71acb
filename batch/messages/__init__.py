"""Every sentence that a person reads, in English and French, by its code.

The sentences are gettext catalogs (``en/*.po``, ``fr/*.po``): translators' tools open them as they are. Message ids
are codes; a test keeps the two languages and their placeholders equal.
"""

import gettext
import io
import os
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

LANGUAGES = ("en", "fr")

_HERE = Path(__file__).parent


def usual_language() -> str:
    """ONSHELF_LANG, else the locale's; English when neither says French."""
    named = os.environ.get("ONSHELF_LANG") or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES")
    return "fr" if (named or os.environ.get("LANG") or "").startswith("fr") else "en"


class Messages:
    """The sentences of one language. A code without a sentence is shown as the code itself."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._catalogs = _catalogs(self.language)

    def __call__(self, code: str, facts: Mapping[str, object] | None = None) -> str:
        return _text(self.language, code).format_map(_Facts(facts or {}))

    def count(self, code: str, number: int, facts: Mapping[str, object] | None = None) -> str:
        """The form that fits ``number``, which fills ``{n}``; the plural id of a code is the code with ``+``."""
        text = code
        for catalog in self._catalogs:
            text = catalog.ngettext(code, code + "+", number)
            if text not in (code, code + "+"):
                break
        return text.format_map(_Facts({"n": self.number(number)} | dict(facts or {})))

    def knows(self, code: str) -> bool:
        return _text(self.language, code) != code

    def number(self, value: int) -> str:
        """With the language's thousands mark."""
        from babel.numbers import format_decimal

        return format_decimal(value, locale=self.language)

    def decimal(self, value: Decimal) -> str:
        """With as many decimals as it has, the language's decimal and thousands marks."""
        from babel.numbers import format_decimal

        exponent = value.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        return format_decimal(value, format=f"#,##0.{'0' * places}", locale=self.language)

    def marked(self, number: str) -> str:
        """A number in canonical text, with the language's decimal mark and nothing else changed."""
        return number.replace(".", _decimal_mark(self.language))

    def percent(self, share: Decimal, *, signed: bool = False) -> str:
        """0.125 is 12.5 %; below a tenth the tenths of a per cent are told. ``signed``: a rise has its plus too."""
        from babel.numbers import format_decimal

        places = 1 if abs(share) < 1 and (100 * share) % 1 else 0
        number = format_decimal(abs(100 * share), format=f"#,##0.{'0' * places}", locale=self.language)
        sign = ("−" if share < 0 else "+" if share > 0 else "") if signed else ""
        return self("percent", {"number": sign + number})

    def moment(self, timestamp: str) -> str:
        """A moment as people say it; ``timestamp``: UTC, ISO 8601."""
        from babel.dates import format_date

        when = datetime.fromisoformat(timestamp.replace("Z", "+00:00"))
        time = self("moment.time", {"hour": f"{when:%H}", "minute": f"{when:%M}"})
        return self("moment", {"date": format_date(when, format="long", locale=self.language), "time": time})


class _Facts(dict[str, object]):
    """A fact that is missing leaves its placeholder, so that a sentence is never lost for want of a detail."""

    def __missing__(self, name: str) -> str:
        return "{" + name + "}"


@lru_cache(maxsize=4096)  # each row of a large sheet asks for the same few
def _text(language: str, code: str) -> str:
    for catalog in _catalogs(language):
        text = catalog.gettext(code)
        if text != code:
            return text
    return code


@cache
def _decimal_mark(language: str) -> str:
    from babel.numbers import get_decimal_symbol

    return get_decimal_symbol(language)


@cache
def _catalogs(language: str) -> tuple[gettext.NullTranslations, ...]:
    return tuple(_compiled(path) for path in sorted((_HERE / language).glob("*.po")))


def _compiled(path: Path) -> gettext.NullTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = io.BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
