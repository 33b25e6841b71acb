"""Texts of an XLSX whose runs are struck out, raised or lowered: 12 with a small 50 reads 1250 when they are joined."""

import re
import zipfile
from collections.abc import Iterator

from batch.formats.addresses import position
from batch.formats.taken import Place

_SHARED = "xl/sharedStrings.xml"
SIGNS = (b"vertAlign", b"strike")
_STRUCK = re.compile(rb"""<(?:\w+:)?strike\b(?!\s+val=["'](?:0|false))""")
_RAISED = re.compile(rb"""<(?:\w+:)?vertAlign\s+val=["']su""")
_ITEM = re.compile(rb"<(?:\w+:)?si\b[^>]*?(?:/>|>.*?</(?:\w+:)?si>)", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^>/])>((?:(?!</(?:\w+:)?c>).)*)</(?:\w+:)?c>", re.DOTALL)
_ADDRESS = re.compile(rb"""\br=["']([A-Z]+)(\d+)["']""")
_SHARED_KIND = re.compile(rb"""\bt=["']s["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>(\d+)</")


def places(package: zipfile.ZipFile, part: str, is_inside: bool) -> Iterator[tuple[Place, str]]:
    """The cells that hold such a text: part (struck out) or rich (raised or lowered). ``is_inside``: some may stand in
    the worksheet itself. Most workbooks have none, which the absence of a few words shows."""
    shared = package.read(_SHARED) if _SHARED in package.namelist() else b""
    items = dict(_told(shared)) if has(shared) else {}
    if not items and not is_inside:
        return
    for attributes, body in _CELL.findall(package.read(part)):
        address, value = _ADDRESS.search(attributes), _VALUE.search(body)
        is_shared = _SHARED_KIND.search(attributes) is not None
        kind = items.get(int(value[1]), "") if is_shared and value else _kind(body)
        if address and kind:
            yield (int(address[2]), position(address[1])), kind


def _told(shared: bytes) -> Iterator[tuple[int, str]]:
    return ((at, kind) for at, item in enumerate(_ITEM.findall(shared)) if (kind := _kind(item)))


def _kind(text: bytes) -> str:
    if _STRUCK.search(text):
        return "part"
    return "rich" if _RAISED.search(text) else ""


def has(text: bytes) -> bool:
    return any(sign in text for sign in SIGNS)
