"""All pages of the store's products, read side by side, until every product is there exactly once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from queue import Queue
from threading import Event, Lock, Thread
from typing import TypeVar

from batch.channels.eseries.rules import Document, Values
from batch.errors import Unreachable
from batch.ports import Progress

LIMIT = 100  # REST docs, Search products: the most that a page holds
WORKERS = 2  # a token that is refused is shown once more at most; two keep the quota busy up to 0.2 s an answer
ATTEMPTS = 2  # a catalog that changed while it was listed is listed once more

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """Rows by product id. ``received`` counts products; ``total`` is what the store said when it made this page."""

    offset: int
    received: int
    total: int
    rows: Mapping[str, Sequence[Values]]

    @property
    def end(self) -> int:
        return self.offset + self.received


Read = Callable[[int], Page]
SideBySide = Callable[[Sequence[Callable[[], Sequence[Page]]]], Iterable[Sequence[Page]]]


def listing(answer: object) -> tuple[list[Document], int]:
    """Products and total of an answer of GET /products. Raises Unreachable when it is none."""
    found = answer if isinstance(answer, Mapping) else {}
    items, total = found.get("items"), found.get("total")
    if not isinstance(items, list) or not isinstance(total, int) or not all(isinstance(i, Mapping) for i in items):
        raise Unreachable("channel.unreadable", {"what": "GET /products"})
    return items, total


def all_rows(read: Read, side_by_side: SideBySide, progress: Progress) -> Iterator[Values]:
    """The rows of every product, oldest product first. Raises Unreachable when the catalog does not hold still."""
    for _ in range(ATTEMPTS):
        pages = _pages(read, side_by_side, progress)
        products = {key: rows for page in pages for key, rows in page.rows.items()}
        totals = [page.total for page in pages]
        # A total that shrinks tells of a deletion, after which the products behind it stood one place further up.
        if min(totals) == totals[0] and len(products) == max(totals):
            return (row for rows in products.values() for row in rows)
    raise Unreachable("channel.unsettled", {"found": len(products), "total": max(totals)})


def _pages(read: Read, side_by_side: SideBySide, progress: Progress) -> list[Page]:
    """By ascending offset. The size of a page is what the first one held: a store may give less than was asked."""
    first = read(0)
    pages, done = [first], first.received
    progress("reading", done, first.total)
    starts = range(first.end, first.total, first.received) if first.received else ()
    for found in side_by_side([_slice(read, start, first.received) for start in starts]):
        pages += found
        done += sum(page.received for page in found)
        progress("reading", done, first.total)
    pages.sort(key=lambda page: page.offset)
    return pages + _added(read, pages[-1])


def _slice(read: Read, start: int, size: int) -> Callable[[], Sequence[Page]]:
    """Reads the products from ``start`` on, ``size`` of them, in as many pages as the store makes of them."""

    def pages() -> Sequence[Page]:
        found = [read(start)]
        while found[-1].received and found[-1].end < min(start + size, found[-1].total):
            found.append(read(found[-1].end))
        return found

    return pages


def _added(read: Read, last: Page) -> list[Page]:
    """What came in behind the end meanwhile."""
    pages: list[Page] = []
    while last.received and last.end < last.total:
        last = read(last.end)
        pages.append(last)
    return pages


def side_by_side(calls: Sequence[Callable[[], T]], stop: Callable[[], object]) -> Iterator[T]:
    """Results as they come. The first exception ends the rest; on Ctrl-C ``stop`` ends their waiting.

    Nobody waits for an answer that is still on its way then: it may take half a minute.
    """
    waiting, heard = iter(calls), Queue[Callable[[], T]]()
    taking, ended = Lock(), Event()

    def work() -> None:
        while not ended.is_set():
            with taking:
                call = next(waiting, None)
            if call is None:
                return
            heard.put(_outcome(call))

    for _ in range(min(WORKERS, len(calls))):
        Thread(target=work, name="pages", daemon=True).start()
    try:
        for _ in calls:
            yield heard.get()()
    except KeyboardInterrupt:
        stop()
        raise
    finally:
        ended.set()


def _outcome(call: Callable[[], T]) -> Callable[[], T]:
    """What a call came to, to be returned or raised where somebody asks."""
    try:
        found = call()
    except Exception as error:
        fault = error

        def raised() -> T:
            raise fault

        return raised
    return lambda: found
