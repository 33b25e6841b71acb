"""What a person sees who types onshelf in a terminal: all of it legible, at the width that the window has."""

import os
import pty
import re
from collections.abc import Iterator, Mapping
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from tests.journeys import forked
from tests.journeys.shop import STORE, Shop, opened
from tests.journeys.terminal import ONSHELF, surroundings
from tests.journeys.test_apply import SHEET

_STYLE = re.compile(rb"\x1b\[[0-9;?]*[A-Za-z]")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened(tmp_path) as there:
        there.sheet("catalog.csv", SHEET)
        yield there


def typed(shop: Shop, *words: str, answer: bytes = b"", columns: int = 80) -> bytes:
    """All that comes to the terminal, with its colours and movements."""
    ours, theirs = pty.openpty()
    surrounding: Mapping[str, str] = surroundings(shop) | {"COLUMNS": str(columns), "TERM": "xterm"}
    terminal = [Connection(os.dup(theirs)) for _ in range(3)]
    process = forked.at_work([str(ONSHELF), *words], shop.folder, surrounding, terminal)
    os.close(theirs)
    os.write(ours, answer)
    shown = b""
    while part := _read(ours):
        shown += part
    process.join()
    os.close(ours)
    return shown


def legible(shown: bytes) -> list[str]:
    """What stands there in the end: lines that were cleared, or written over, are gone."""
    lines = [re.split(rb"\r|\x1b\[2K", line)[-1] for line in shown.replace(b"\r\n", b"\n").split(b"\n")]
    return [_STYLE.sub(b"", line).decode() for line in lines]


def _read(terminal: int) -> bytes:
    """Linux says that the other side is gone in its own way."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_the_result_begins_on_a_line_of_its_own(shop: Shop) -> None:
    shown = typed(shop, "run", "catalog.csv", "--store", STORE, "--yes")

    assert b"Sending the changes" in shown
    assert "catalog.csv – 4 rows read: 4 created" in legible(shown)


def test_what_was_shown_with_the_plan_is_not_told_again_by_apply(shop: Shop) -> None:
    shop.sheet("catalog.csv", SHEET.replace("22,", "cheap,"))
    plan = shop.plan(shop.folder / "catalog.csv").files["plan"]
    shown = typed(shop, "apply", plan, "--yes")

    assert b"price.unreadable" not in shown
    assert b"3 created" in shown


@pytest.mark.parametrize(
    ("answer", "made"), [(b"o\n", 3), (b"Yes\n", 3), (b"\n", 0), (b"non\n", 0), (b"plus tard\n", 0)]
)
def test_a_yes_in_either_language_is_a_yes_and_all_else_is_a_no(shop: Shop, answer: bytes, made: int) -> None:
    shown = typed(shop, "run", "catalog.csv", "--store", STORE, "--lang", "fr", answer=answer)

    assert len(shop.state()) == made
    assert b"[o/N]" in shown


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("columns", [80, 100])
def test_no_word_is_cut_at_the_end_of_a_line(shop: Shop, language: str, columns: int) -> None:
    shop.sheet("catalog.csv", SHEET.replace("22,", "cheap,"))
    shown = typed(shop, "check", "catalog.csv", "--lang", language, columns=columns)

    heads = ("Rapports", "Reports")  # a folder is one word, however long
    assert [line for line in legible(shown) if len(line.rstrip()) > columns and not line.startswith(heads)] == []
