"""Two ways of writing the same HTML are the same: what a store that tidies descriptions gives back is no change. Pure.

The parser of the standard library reads any text, whole or broken, and fetches nothing; nothing else is needed of it.
"""

import re
from html.parser import HTMLParser

Token = tuple[str, ...]

_BLOCKS = """
address article aside blockquote body br caption col colgroup dd div dl dt fieldset figcaption figure footer form
h1 h2 h3 h4 h5 h6 head header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul
"""
_OPTIONAL_ENDS = "body dd dt head html li p tbody td tfoot th thead tr"
_VOID = "area br col embed hr img input source track wbr"

# Elements around which white space shows nothing. Source: HTML Standard, Rendering.
BLOCKS = frozenset(_BLOCKS.split())
# Their end may be left out, so that it says nothing. Source: HTML Standard, Optional tags.
OPTIONAL_ENDS = frozenset(_OPTIONAL_ENDS.split())
VOID = frozenset(_VOID.split())
WRAPPERS = frozenset(("html", "head", "body", "tbody"))  # a parser puts them where nobody wrote them
DROPPED = frozenset(("script", "style"))  # E-Series REST docs, Products: scripts are not supported

_SPACE = re.compile(r"[ \t\n\r\f]+")


def same_markup(left: str, right: str) -> bool:
    return left == right or tokens(left) == tokens(right)


def tokens(text: str) -> list[Token]:
    """Tags and texts in their one way of writing: entities read, attributes in order, needless white space gone."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return _trimmed(reader.found)


def words(text: str) -> str:
    """What a reader sees: the texts without their tags."""
    return " ".join(token[1] for token in tokens(text) if token[0] == "")


class _Reader(HTMLParser):
    """Collects tags and texts. A text is ("", text)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Token] = []
        self._dropping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._dropping += tag in DROPPED
        if tag not in WRAPPERS | DROPPED and not self._dropping:
            kept = sorted({name: value or "" for name, value in attrs if not name.startswith("on")}.items())
            self.found.append((tag, *(part for pair in kept for part in pair)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """<b/> is read as browsers do: as <b>."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._dropping = max(0, self._dropping - (tag in DROPPED))
        if tag not in VOID | WRAPPERS | DROPPED:
            self.found.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        if self._dropping:
            return
        if self.found and self.found[-1][0] == "":
            data = self.found.pop()[1] + data
        self.found.append(("", data))


def _trimmed(found: list[Token]) -> list[Token]:
    """White space as one space, none beside a block; ends that may be left out are left out."""
    kept: list[Token] = []
    for place, token in enumerate(found):
        if token[0] == "":
            before = found[place - 1][0].lstrip("/") if place else "p"
            after = found[place + 1][0].lstrip("/") if place + 1 < len(found) else "p"
            text = _SPACE.sub(" ", token[1])
            text = text.lstrip(" ") if before in BLOCKS else text
            text = text.rstrip(" ") if after in BLOCKS else text
            kept += [("", text)] if text else []
        elif token[0].removeprefix("/") not in OPTIONAL_ENDS or not token[0].startswith("/"):
            kept.append(token)
    return kept
