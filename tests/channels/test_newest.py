"""What changed since is read, newest first, and no more of what did not than it takes to be sure."""

from collections.abc import Mapping

import pytest

from batch.channels.eseries import paging
from tests.channels.making import quiet

MANY = {str(key): 1000 for key in range(1, 1001)}


class Listing:
    """Products and when they changed last, newest first; ``meanwhile``: what changes after each page."""

    def __init__(self, times: Mapping[str, int], *meanwhile: Mapping[str, int | None]) -> None:
        self.times, self.meanwhile, self.offsets = dict(times), list(meanwhile), list[int]()

    def __call__(self, offset: int) -> paging.Page:
        self.offsets.append(offset)
        listed = sorted(self.times, key=lambda key: (-self.times[key], -int(key)))
        times = {key: self.times[key] for key in listed[offset : offset + 100]}
        page = paging.Page(offset, len(times), len(listed), dict.fromkeys(times, ()), times)
        self._go_on(self.meanwhile.pop(0) if self.meanwhile else {})
        return page

    def _go_on(self, changes: Mapping[str, int | None]) -> None:
        for key, time in changes.items():
            if time is None:
                del self.times[key]
            else:
                self.times[key] = time


def read(listing: Listing, known: Mapping[str, int], last: int = 10_000) -> set[str] | None:
    pages = paging.newest(listing, known, last, quiet)
    return None if pages is None else {key for page in pages for key in page.rows}


def test_of_many_that_did_not_change_one_page_is_read() -> None:
    listing = Listing(MANY)
    read(listing, MANY)
    assert listing.offsets == [0]


def test_reading_ends_with_the_first_page_that_is_as_it_was() -> None:
    changed = {str(key): 2000 for key in range(1, 151)}
    listing = Listing(MANY | changed)

    found = read(listing, MANY)
    assert found is not None
    assert found >= changed.keys()
    assert listing.offsets == [0, 100, 200]


def test_those_of_the_last_second_that_was_met_are_all_read_again() -> None:
    late = {str(key): 1500 for key in range(1, 251)}
    listing = Listing(MANY | late)

    assert read(listing, MANY | late, last=1500) == set(map(str, range(1, 251))) | set(map(str, range(951, 1001)))


def test_a_few_are_read_to_the_end_even_when_their_number_agrees() -> None:
    known = {str(key): 1000 + key for key in range(1, 301)}
    listing = Listing(known | {"1": 1150})

    assert "1" in (read(listing, known) or ())


def test_one_more_than_is_known_is_looked_for_to_the_end() -> None:
    listing = Listing(MANY | {"5000": 1})

    assert "5000" in (read(listing, MANY) or ())


def test_a_product_that_is_gone_and_not_told_makes_it_be_read_to_the_end() -> None:
    listing = Listing({key: time for key, time in MANY.items() if key != "7"})
    read(listing, MANY)
    assert listing.offsets[-1] == 900


def test_what_changes_meanwhile_hides_nothing() -> None:
    """It goes to the front, so the others are met twice."""
    changed = {str(key): 2000 for key in range(1, 301)}
    listing = Listing(MANY | changed, {"400": 3000, "5000": 3000}, {"401": 3001})

    assert (read(listing, MANY) or set()) >= changed.keys()


def test_what_is_deleted_meanwhile_makes_it_be_read_again() -> None:
    changed = {str(key): 2000 for key in range(1, 301)}
    listing = Listing(MANY | changed, {"300": None})
    remaining = {key: time for key, time in MANY.items() if key != "300"}

    assert (read(listing, remaining) or set()) >= changed.keys() - {"300"}
    assert listing.offsets.count(0) == 2


@pytest.mark.parametrize("known", [MANY, {}])
def test_a_store_that_does_not_hold_still_is_nothing_to_rely_on(known: Mapping[str, int]) -> None:
    changed = {str(key): 2000 for key in range(1, 301)}
    every_time = [change for key in range(300, 290, -1) for change in ({str(key): None}, {})]

    assert read(Listing(MANY | changed, *every_time), known) is None
