"""The witness's ledger: every accepted mutation, in order."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from batch.sandbox.calls import Call, Mutation
from batch.sandbox.jsontext import read, write
from batch.sandbox.storage import ledger
from batch.sandbox.store import Store


def record(store: Store, call: Call, mutation: Mutation) -> None:
    """Writes one mutation down, in the transaction that makes it."""
    row = {
        "time": datetime.fromtimestamp(store.settings.clock(), UTC).isoformat(timespec="milliseconds"),
        "method": call.method,
        "path": call.path,
        "body": _body(call),
        "deduplication_key": call.deduplication_key,
        "product_id": mutation.product_id,
        "before": mutation.before,
        "after": mutation.after,
    }
    store.entries.append(row)


def entries(store: Store, after: int, limit: int) -> list[tuple[int, str]]:
    """The entries after a sequence number, oldest first: number and JSON text."""
    wanted = select(ledger).where(ledger.c.sequence > after).order_by(ledger.c.sequence).limit(limit)
    return [(row["sequence"], _entry(row)) for row in store.db.execute(wanted).mappings()]


def _body(call: Call) -> str | None:
    """The body as JSON; bytes that are not JSON are told by their number."""
    if not call.content:
        return None
    try:
        return write(read(call.content))
    except ValueError:
        return write({"bytes": len(call.content)})


def _entry(row: Mapping[Any, Any]) -> str:
    """Documents are JSON already: they are put in, not written again."""
    plain = {name: row[name] for name in ("sequence", "time", "method", "path", "deduplication_key", "product_id")}
    documents = {name: row[name] or "null" for name in ("body", "before", "after")}
    parts = [f'"{name}":{write(value)}' for name, value in plain.items()]
    parts += [f'"{name}":{text}' for name, text in documents.items()]
    return "{" + ",".join(parts) + "}"
