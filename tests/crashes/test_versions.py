"""Records of another version: those of today's are read, and all others are refused in a sentence or made anew."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from batch.journal import Journal
from batch.journal.history import History
from tests.crashes.world import RUN, onshelf
from tests.journeys.shop import Shop

TABLES = {version: Path(__file__).with_name(f"journal-{version}.sql").read_text("utf-8") for version in (1, 2, 3)}


def journal(shop: Shop) -> sqlite3.Connection:
    return sqlite3.connect(shop.folder / "home" / "journal.db", isolation_level=None)


def test_the_tables_of_version_3_are_what_they_were(tmp_path: Path) -> None:
    """Whoever changes one gives the file a new version, and the old ones a way to it."""
    path = tmp_path / "journal.db"
    with Journal(path) as fresh:
        History(fresh.engine)
    with closing(sqlite3.connect(path)) as database:
        made = [sql for (sql,) in database.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL ORDER BY name")]
        version = database.execute("PRAGMA user_version").fetchone()

    assert version == (3,)
    assert ";\n".join(made) + ";\n" == TABLES[3]


@pytest.mark.parametrize("earlier", [1, 2])
def test_a_journal_of_an_earlier_version_is_gone_on_with_and_becomes_one_of_today(shop: Shop, earlier: int) -> None:
    with closing(journal(shop)) as database:
        database.executescript(f"{TABLES[earlier]} PRAGMA user_version = {earlier};")

    assert onshelf(shop, *RUN)[0] == 0
    assert len(shop.state()) == 3
    with closing(journal(shop)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (3,)
        assert database.execute("SELECT count(*) FROM forms").fetchone() == (0,)
        assert database.execute("SELECT count(*) FROM cells").fetchone() == (4,)


def test_a_journal_of_a_newer_version_is_refused(shop: Shop) -> None:
    plan = shop.plan(shop.folder / "catalog.csv").files["plan"]
    with closing(journal(shop)) as database:
        database.execute("PRAGMA user_version = 4")
    code, _, said = onshelf(shop, "apply", plan, "--yes")

    assert (code, shop.ledger()) == (78, [])
    assert "newer onshelf" in said


def test_what_is_no_journal_is_refused(shop: Shop) -> None:
    (shop.folder / "home" / "journal.db").write_bytes(b"this is no database, and long enough to be looked at" * 20)
    code, _, said = onshelf(shop, *RUN)

    assert (code, shop.ledger()) == (78, [])
    assert "journal.db" in said


@pytest.mark.parametrize("version", [0, 2])
def test_a_plan_of_another_version_is_refused(shop: Shop, version: int) -> None:
    plan = Path(shop.plan(shop.folder / "catalog.csv").files["plan"])
    document = json.loads(plan.read_text("utf-8")) | {"schema_version": version}
    plan.write_text(json.dumps(document), "utf-8")
    code, _, said = onshelf(shop, "apply", str(plan), "--yes")

    assert (code, shop.ledger()) == (5, [])
    assert "another version" in said


@pytest.mark.parametrize("content", [b"", b"no database at all, and long enough" * 30], ids=["empty", "something else"])
def test_a_count_of_requests_that_does_not_suit_is_begun_anew(shop: Shop, content: bytes) -> None:
    (shop.folder / "home" / "turns.db").write_bytes(content)

    assert onshelf(shop, *RUN)[0] == 0
