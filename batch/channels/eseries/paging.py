"""All pages of the store's products, read side by side, until every product is there exactly once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
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
NEAR = 2 * LIMIT  # products that are read again rather than counted

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """Rows by product id, and the UNIX seconds of the product's last change.

    ``received`` counts products; ``total`` is what the store said when it made this page.
    """

    offset: int
    received: int
    total: int
    rows: Mapping[str, Sequence[Values]]
    times: Mapping[str, int]

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


def everything(read: Read, side_by_side: SideBySide, progress: Progress) -> Sequence[Page]:
    """Every product once, in the order of the listing. Raises Unreachable when the catalog does not hold still."""
    for _ in range(ATTEMPTS):
        pages = _pages(read, side_by_side, progress)
        products = {key for page in pages for key in page.rows}
        totals = [page.total for page in pages]
        # A total that shrinks tells of a deletion, after which the products behind it stood one place further up.
        if min(totals) == totals[0] and len(products) == max(totals):
            return pages
    raise Unreachable("channel.unsettled", {"found": len(products), "total": max(totals)})


def newest(read: Read, known: Mapping[str, int], last: int, progress: Progress) -> Sequence[Page] | None:
    """What a listing, newest first, has beyond what is ``known`` of it: products and when they changed last.

    It is read to its end where that is near; else until a whole page is as it is known, and as many are left as are
    known to be. Those of the ``last`` second that was met are always read: one may have changed again within it.
    None when the listing does not hold still.
    """
    again = {key for key, time in known.items() if time >= last}
    for _ in range(ATTEMPTS):
        pages = _newest(read, known, again, progress)
        products = {key for page in pages for key in page.rows}
        totals = [page.total for page in pages]
        # What changes meanwhile goes to the front: the others are met twice. Only a total that shrinks hides one.
        if totals == sorted(totals) and len(products | known.keys()) >= totals[0]:
            return pages
    return None


def _newest(read: Read, known: Mapping[str, int], again: Set[str], progress: Progress) -> list[Page]:
    pages, left = list[Page](), set(known)
    while not pages or (pages[-1].received and pages[-1].end < pages[-1].total):
        page = read(pages[-1].end if pages else 0)
        pages.append(page)
        left -= page.times.keys()
        progress("reading", page.end, page.total)
        as_known = page.times.items() <= known.items() and len(left) == page.total - page.end
        if as_known and len(left) > NEAR and left.isdisjoint(again):
            break
    return pages


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
