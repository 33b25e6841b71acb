"""Texts of an XLSX whose runs are struck out, raised or lowered: 12 with a small 50 reads 1250 when they are joined."""

import re
import zipfile
from collections.abc import Iterator

from batch.formats.addresses import position
from batch.formats.taken import Place

_SHARED = "xl/sharedStrings.xml"
_SIGNS = (b"vertAlign", b"strike")
_RUN = re.compile(rb"""<(?:\w+:)?(?:strike\b(?!\s+val=["'](?:0|false))|vertAlign\s+val=["']su)""")
_ITEM = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>.*?</(?:\w+:)?si>)", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^>/])>((?:(?!</(?:\w+:)?c>).)*)</(?:\w+:)?c>", re.DOTALL)
_ADDRESS = re.compile(rb"""\br=["']([A-Z]+)(\d+)["']""")
_SHARED_KIND = re.compile(rb"""\bt=["']s["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>(\d+)</")


def places(package: zipfile.ZipFile, part: str, is_inside: bool) -> Iterator[Place]:
    """The cells that hold such a text. ``is_inside``: some may stand in the worksheet itself. Most workbooks have
    none, which the absence of a few words shows."""
    shared = package.read(_SHARED) if _SHARED in package.namelist() else b""
    items = frozenset(at for at, item in enumerate(_ITEM.findall(shared)) if _RUN.search(item)) if has(shared) else ()
    if not items and not is_inside:
        return
    for attributes, body in _CELL.findall(package.read(part)):
        address, value = _ADDRESS.search(attributes), _VALUE.search(body)
        is_shared = _SHARED_KIND.search(attributes) is not None
        if address and (int(value[1]) in items if is_shared and value else _RUN.search(body)):
            yield int(address[2]), position(address[1])


def has(text: bytes) -> bool:
    return any(sign in text for sign in _SIGNS)
