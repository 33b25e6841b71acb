"""One letter turned in what the journal says, its file as sound as ever: told in a sentence, and nothing is sent."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from batch import jobs
from batch.errors import OnshelfError
from batch.journal.tables import META
from batch.model.changes import Action
from tests.journeys.shop import Shop, opened

SHEET = "sku,name,retail_price\nMUG,Tasse,18.50\nBOWL,Bol,22\n"
SEED = 7
TRIED = ("steps", "confirmed", "traffic", "step", "change", "started")  # columns

Cell = tuple[str, int, str]
"""Table, row and column."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """With a run that was undone in part, one that failed in part, and one of which nothing was heard."""
    with opened(tmp_path_factory.mktemp("damaged")) as there:
        there.run(there.sheet("catalog.csv", SHEET))
        there.faults({"name": "price_rounded"})
        there.run(there.sheet("catalog.csv", SHEET.replace("18.50", "19.25")))
        there.faults()
        shutil.copytree(there.folder / "home", there.folder / "sound")
        yield there


def journal(shop: Shop) -> Path:
    return shop.folder / "home" / "journal.db"


def cells(shop: Shop) -> list[Cell]:
    """Every text that the journal holds while it is sound."""
    found: list[Cell] = []
    with closing(sqlite3.connect(shop.folder / "sound" / "journal.db")) as database:
        for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            database.row_factory = sqlite3.Row
            for row in database.execute(f'SELECT rowid AS place, * FROM "{table}"').fetchall():
                found += [(table, row["place"], name) for name in row.keys()[1:] if isinstance(row[name], str)]
            database.row_factory = None
    return found


def turned(shop: Shop, cell: Cell, chance: random.Random) -> None:
    """The home folder as it was, but for one letter."""
    shutil.rmtree(shop.folder / "home")
    shutil.copytree(shop.folder / "sound", shop.folder / "home")
    table, row, name = cell
    with closing(sqlite3.connect(journal(shop), isolation_level=None)) as database:
        (text,) = database.execute(f'SELECT "{name}" FROM "{table}" WHERE rowid = ?', (row,)).fetchone()
        place = chance.randrange(len(text) or 1)
        bent = text[:place] + chr(ord(text[place : place + 1] or " ") ^ 1) + text[place + 1 :]
        database.execute(f'UPDATE "{table}" SET "{name}" = ? WHERE rowid = ?', (bent, row))


def commands(shop: Shop, newest: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """All that reads what the journal says of so many runs."""
    home, context = shop.folder / "home", shop.context()
    for run in jobs.runs(home)[:newest]:
        yield "report", partial(jobs.report, context, str(run["id"]))
        yield "verify", partial(jobs.verify, home, str(run["id"]))
        yield "undo", partial(jobs.undo, context, str(run["id"]), None, Action.KEEP)
        yield "apply", partial(shop.apply, str(home / "plans" / str(run["plan"]) / "plan.json"))
    yield "run", partial(shop.run, shop.folder / "catalog.csv")


def mistakes(shop: Shop, cell: Cell, seed: int, newest: int) -> Iterator[str]:
    """What ends with an error that is none of ours."""
    turned(shop, cell, random.Random(seed))
    for words, command in commands(shop, newest):
        try:
            command()
        except OnshelfError:
            pass
        except Exception as fault:
            yield f"{cell}, seed {seed}, {words}: {fault!r}"


def test_a_letter_turned_here_or_there_has_its_sentence(shop: Shop) -> None:
    some = list({cell[2]: cell for cell in cells(shop) if cell[2] in TRIED}.values())

    assert {cell[2] for cell in some} == set(TRIED)
    assert [words for cell in some for words in mistakes(shop, cell, SEED, newest=1)] == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("table", META.tables)
def test_a_letter_turned_anywhere_has_its_sentence(shop: Shop, table: str, seed: int) -> None:
    some = [cell for cell in cells(shop) if cell[0] == table]

    assert [words for cell in some for words in mistakes(shop, cell, seed, newest=2)] == []
    assert sorted(product["sku"] for product in shop.state()) == ["BOWL", "MUG"]
