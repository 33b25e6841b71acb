"""What a store may make of the HTML of a description: the same, written its own way."""

from html import escape
from html.parser import HTMLParser

_LINES = {"p", "div", "ul", "ol", "li", "table", "tr", "h1", "h2", "h3", "h4"}
_ALONE = {"br", "hr", "img"}


def tidied(text: str) -> str:
    """Lower-case tags, quoted attributes, entities, each block on a line of its own; scripts are gone."""
    writer = _Writer()
    writer.feed(text)
    writer.close()
    return "".join(writer.written).strip()


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.written: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self._script = True
            return
        kept = "".join(f' {name}="{escape(value or "")}"' for name, value in reversed(attrs) if name[:2] != "on")
        self.written.append(f"{self._line(tag)}<{tag}{kept}{' /' if tag in _ALONE else ''}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._script = False
        elif tag not in _ALONE:
            self.written.append(f"</{tag}>{self._line(tag)}")

    def handle_data(self, data: str) -> None:
        if not self._script:
            self.written.append(escape(data, quote=False).replace("\xa0", "&nbsp;"))

    def _line(self, tag: str) -> str:
        return "\n" if tag in _LINES else ""
