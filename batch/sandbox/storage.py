"""The sandbox's tables in SQLite, and the one connection everything goes through."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock

from sqlalchemy import (
    Column,
    Connection,
    Float,
    Index,
    Integer,
    MetaData,
    StaticPool,
    String,
    Table,
    Text,
    create_engine,
)

metadata = MetaData()


def key(name: str) -> Column[int]:
    return Column(name, Integer, primary_key=True)


def number(name: str) -> Column[int]:
    return Column(name, Integer)


def text(name: str) -> Column[str]:
    return Column(name, Text)


# whole products as the API shows them; apart from the listing, so that paging never walks the long rows
documents = Table("documents", metadata, key("id"), text("document"))
# the search index: what GET /products filters and sorts on
listing = Table(
    "listing",
    metadata,
    key("id"),
    text("name"),
    Column("price", Float),
    number("enabled"),
    number("in_stock"),
    number("on_sale"),
    number("created"),
    number("updated"),
)
# who holds a SKU or an external id; seen_at is when search may find it
owners = Table(
    "owners",
    metadata,
    text("kind"),
    text("value"),
    number("product_id"),
    number("variation_id"),
    Column("seen_at", Float),
    Index("owners_value", "kind", "value"),
    Index("owners_product", "product_id"),
)
unindexed = Table("unindexed", metadata, key("number"), Column("due", Float), number("product_id"))
deleted = Table("deleted", metadata, key("number"), number("product_id"), number("time"))
counters = Table("counters", metadata, Column("name", String, primary_key=True), number("value"))
classes = Table("classes", metadata, key("id"), text("document"))
categories = Table("categories", metadata, key("id"), text("document"))
batches = Table(
    "batches",
    metadata,
    key("number"),
    Column("ticket", Text, unique=True),
    text("deduplication_key"),
    text("group_id"),
    text("token"),
    number("stop_on_first_failure"),
    number("parallel"),
    text("status"),
    number("total"),
    number("completed"),
    Column("created", Float),
    Index("batches_key", "deduplication_key"),
    Index("batches_status", "status"),
)
batch_requests = Table(
    "batch_requests",
    metadata,
    Column("batch", Integer, primary_key=True),
    Column("turn", Integer, primary_key=True),  # order of execution
    number("place"),  # order in the request
    text("id"),
    text("method"),
    text("path"),
    text("body"),
    text("status"),
    number("http_status"),
    text("reason"),
    text("reply"),
)
ledger = Table(
    "ledger",
    metadata,
    key("sequence"),
    text("time"),
    text("method"),
    text("path"),
    text("body"),
    text("deduplication_key"),
    number("product_id"),
    text("before"),
    text("after"),
)


class Storage:
    """One SQLite connection, one transaction at a time."""

    def __init__(self, path: Path | None) -> None:
        # the empty name is SQLite's own temporary file: in memory while small, gone when closed
        name = str(path) if path else ""
        # None: transactions begin where we say, so that savepoints hold
        self._raw = sqlite3.connect(name, check_same_thread=False, isolation_level=None)
        self._engine = create_engine(
            "sqlite://",
            creator=lambda: self._raw,
            poolclass=StaticPool,
        )
        self._lock = RLock()
        self.db: Connection = self._engine.connect()
        for pragma in ("journal_mode=WAL" if path else "journal_mode=MEMORY", "synchronous=OFF", "cache_size=-65536"):
            self.db.exec_driver_sql(f"PRAGMA {pragma}")
        self.db.commit()
        with self.transaction() as db:
            metadata.create_all(db)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """All or nothing, and nobody else meanwhile."""
        with self._lock, self.db.begin():
            self.db.exec_driver_sql("BEGIN")
            yield self.db

    @contextmanager
    def part(self) -> Iterator[None]:
        """Inside a transaction: what fails here is undone, what came before is not."""
        self._raw.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self._raw.execute("ROLLBACK TO part")
            self._raw.execute("RELEASE part")
            raise
        self._raw.execute("RELEASE part")

    def close(self) -> None:
        with self._lock:
            self.db.close()
            self._engine.dispose()
