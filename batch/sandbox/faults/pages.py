"""Lists of products and the profile, changed as they leave."""

from collections.abc import Callable, Mapping

from batch.sandbox.faults.active import Active, Hit
from batch.sandbox.faults.kinds import Point
from batch.sandbox.jsontext import Document, read, write

Act = Callable[[Hit, Document], None]


def told(active: Active, call: str, text: str) -> str:
    """A page or the profile as faults have it told."""
    hits = active.striking(Point.PAGE, call) + active.striking(Point.PROFILE, call)
    document = read(text) if hits else None
    if not isinstance(document, dict):
        return text
    for hit in hits:
        ACTS[hit.name](hit, document)
    return write(document)


def _short(hit: Hit, page: Document) -> None:
    most = hit.number("most")
    _show(page, page.get("items", [])[:most])
    page["limit"] = min(page.get("limit", most), most)


def _cut(_hit: Hit, page: Document) -> None:
    found = page.get("items", [])
    _show(page, found[: len(found) // 2])


def _repeats(_hit: Hit, page: Document) -> None:
    found = page.get("items", [])
    _show(page, [*found[:-1], *found[:1]])


def _skips(hit: Hit, page: Document) -> None:
    found = page.get("items", [])
    gone = hit.random().randrange(len(found)) if found else 0
    _show(page, [item for place, item in enumerate(found) if place != gone])


def _total(hit: Hit, page: Document) -> None:
    if "total" in page:
        page["total"] = max(0, page["total"] + hit.number("by"))


def _other_store(_hit: Hit, profile: Document) -> None:
    profile["generalInfo"] = profile.get("generalInfo", {}) | {"storeId": 666}
    profile["settings"] = profile.get("settings", {}) | {"storeName": "Another store"}


def _show(page: Document, items: list[Document]) -> None:
    page |= {"items": items, "count": len(items)}


ACTS: Mapping[str, Act] = {
    "page_short": _short,
    "page_cut": _cut,
    "page_repeats": _repeats,
    "page_skips": _skips,
    "total_wrong": _total,
    "other_store": _other_store,
}
