"""Looks: the ones of our own pages behind the merchant's, and the merchant's with a cell marked."""

import copy

from lxml import etree

from batch.reports.looks import ground
from batch.reports.own_book.package import MAIN, STYLES, Element, Package, Unpatchable
from batch.reports.verdicts import Tone

# What the looks of a cell point at, by number: the attribute, and the list that it counts in.
_POINTERS = (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))
_OWN_NUMBERS = 164  # number formats from here on are a workbook's own
_GROUNDS = frozenset(ground(tone) for tone in (Tone.BAD, Tone.LOOK))
_MOST = 64_000  # Excel refuses a workbook with more looks


class Styles:
    """The looks of the merchant's workbook, with ours added. ``ours``: their number there, by number in our pages."""

    def __init__(self, host: Package, guest: Package) -> None:
        self._host = host
        self._tree = host.tree(STYLES)
        self._marked: dict[tuple[int, Tone], int] = {}
        self._bare: dict[int, int] = {}
        self._fills: dict[Tone, int] = {}
        self.ours = self._grafted(guest.tree(STYLES))

    def marked(self, style: int, tone: Tone) -> int:
        """The merchant's looks number ``style``, on the ground of a tone."""
        if (style, tone) not in self._marked:
            looks = self._list("cellXfs")
            made = copy.deepcopy(looks[style if style < len(looks) else 0])
            made.set("fillId", str(self._fill(tone)))
            made.set("applyFill", "1")
            self._marked[style, tone] = _appended(looks, made)
        return self._marked[style, tone]

    def bare(self, style: int) -> int:
        """The looks without a ground that an earlier answer of ours put there; the same number where there is none."""
        if style not in self._bare:
            self._bare[style] = self._without_ground(style)
        return self._bare[style]

    def _without_ground(self, style: int) -> int:
        looks, grounds = self._list("cellXfs"), self._list("fills")
        if style >= len(looks) or not _is_ours(grounds[int(looks[style].get("fillId", "0"))]):
            return style
        made = copy.deepcopy(looks[style])
        made.set("fillId", "0")
        return _appended(looks, made)

    def save(self) -> None:
        """Raises Unpatchable: more looks than Excel takes."""
        if len(self._list("cellXfs")) > _MOST:
            raise Unpatchable("looks")
        self._host.put(STYLES, self._tree)

    def _list(self, name: str) -> Element:
        found = self._tree.find(f"{{{MAIN}}}{name}")
        if found is None:
            raise Unpatchable("looks")
        return found

    def _fill(self, tone: Tone) -> int:
        if tone not in self._fills:
            fill = etree.Element(f"{{{MAIN}}}fill")
            pattern = etree.SubElement(fill, f"{{{MAIN}}}patternFill", {"patternType": "solid"})
            etree.SubElement(pattern, f"{{{MAIN}}}fgColor", {"rgb": f"FF{ground(tone)}"})
            etree.SubElement(pattern, f"{{{MAIN}}}bgColor", {"indexed": "64"})
            self._fills[tone] = _appended(self._list("fills"), fill)
        return self._fills[tone]

    def _grafted(self, guest: Element) -> list[int]:
        offsets = {name: self._moved(guest, name) for _, name in _POINTERS}
        numbers = self._numbers(guest)
        looks, made = self._list("cellXfs"), []
        for xf in guest.findall(f"{{{MAIN}}}cellXfs/{{{MAIN}}}xf"):
            moved = copy.deepcopy(xf)
            for attribute, name in _POINTERS:
                moved.set(attribute, str(int(xf.get(attribute, "0")) + offsets[name]))
                moved.set(f"apply{attribute[0].upper()}{attribute[1:-2]}", "1")
            moved.set("numFmtId", numbers.get(xf.get("numFmtId", "0"), xf.get("numFmtId", "0")))
            moved.set("xfId", "0")
            made.append(_appended(looks, moved))
        return made

    def _moved(self, guest: Element, name: str) -> int:
        """How far the guest's numbers move."""
        ours = self._list(name)
        before = len(ours)
        for child in guest.findall(f"{{{MAIN}}}{name}/*"):
            _appended(ours, copy.deepcopy(child))
        return before

    def _numbers(self, guest: Element) -> dict[str, str]:
        formats = guest.findall(f"{{{MAIN}}}numFmts/{{{MAIN}}}numFmt")
        if not formats:
            return {}
        ours = self._tree.find(f"{{{MAIN}}}numFmts")
        if ours is None:
            ours = etree.Element(f"{{{MAIN}}}numFmts", {"count": "0"})
            self._tree.insert(0, ours)
        free = max([_OWN_NUMBERS - 1, *(int(known.get("numFmtId", "0")) for known in ours)]) + 1
        moved = {}
        for number, known in enumerate(formats, free):
            made = copy.deepcopy(known)
            made.set("numFmtId", str(number))
            _appended(ours, made)
            moved[known.get("numFmtId", "0")] = str(number)
        return moved


def _appended(parent: Element, child: Element) -> int:
    """The place of the child; the count that some readers trust is kept true."""
    parent.append(child)
    parent.set("count", str(len(parent)))
    return len(parent) - 1


def _is_ours(fill: Element) -> bool:
    colour = fill.find(f"{{{MAIN}}}patternFill/{{{MAIN}}}fgColor")
    return colour is not None and colour.get("rgb", "")[-6:].upper() in _GROUNDS
