"""The judges: ledger, state, requests and all bytes written. None of them asks our own counters."""

import base64
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.faults.day import TOKEN, Attempt, Day, Document

IN_FLIGHT = 10.0  # seconds: the clock jumps while what another thread has asked is still on its way
DONE, NOT_DONE = {"created", "updated", "unchanged"}, {"failed", "conflict", "not_run", "refused"}
COMPARED = {"name": "name", "retail_price": "price", "description": "description"}
OPTION = "variant_option_one_value"
OF_PRODUCT = ("name", "enabled", "price", "media")
HARM = (  # where it would do some
    ("", re.compile(rb"\x1b\[31m|\x1b\]0;owned")),
    (".html", re.compile(rb"<script>alert|<img src=x")),
    (".csv", re.compile(rb"(?m)(^|[,;\t\"])=cmd")),
    (".xml", re.compile(rb"<f>[^<]*cmd")),
)


def complaints(day: Day) -> list[str]:
    """Everything that is wrong with a day so far; nothing on a day as promised."""
    found = [*_done_twice(day.attempts[-1].ledger), *_secrets(day)]
    for number, attempt in enumerate(day.attempts, 1):
        found += [f"attempt {number}: {words}" for words in _of_attempt(attempt)]
    return found


def breaches(day: Day) -> Iterator[str]:
    """What no client should do; to be asked before a new command begins, which may ask again."""
    for breach in day.told("breaches"):
        if breach.get("since", 1.0) > IN_FLIGHT:
            yield f"breach: {breach['breach']} {breach['method']} {breach['path'][:60]}"


def ours_alone(attempt: Attempt) -> list[Any]:
    """What a shopper could see of the products that nobody else has touched, in a form that compares."""
    theirs = _theirs(attempt.ledger)
    return sorted((_shown(product) for product in attempt.state if product["id"] not in theirs), key=json.dumps)


def _of_attempt(attempt: Attempt) -> Iterator[str]:
    if attempt.done is None:
        return
    report = attempt.done.report
    rows = [row.row for row in report.rows]
    if sorted(rows) != list(range(2, 2 + report.sheet.rows)):
        yield f"rows {rows} are not the {report.sheet.rows} of the sheet"
    if not report.reconciled and attempt.exit_code not in (7, 1):
        yield f"totals do not reconcile, and the exit code is {attempt.exit_code}"
    for row in report.rows:
        yield from _of_row(row, attempt)
    undone = [row.result for row in report.rows if row.result not in (*DONE, "ignored", "deleted")]
    if undone and attempt.exit_code == 0:
        yield f"exit code 0, though there are rows {undone}"


def _of_row(row: Any, attempt: Attempt) -> Iterator[str]:
    """What a row is told to be, against what the store holds; what somebody else changed since is theirs."""
    wanted = {cell.name: cell.after for cell in row.fields}
    theirs = _theirs(attempt.ledger)
    holders = [item for item in _items(attempt.state) if item.get("sku") == row.sku]
    holds = any(_holds(item, wanted) for item in holders)
    touched = (row.store_id or "").partition("/")[0] in {str(number) for number in theirs}
    if row.result in DONE and not holds and not touched:
        yield f"{row.sku} is told to be {row.result}, and the store holds something else"
    if row.result == "created" and len(holders) > 1:
        yield f"{row.sku} is told to be created, and is there {len(holders)} times"
    ours = [entry for entry in _ours(attempt.ledger) if _concerns(entry, row.sku, wanted)]
    if row.result in NOT_DONE and wanted and holds and ours:
        yield f"{row.sku} is told to be {row.result}, and the store holds it all because of us"


def _done_twice(ledger: Sequence[Document]) -> Iterator[str]:
    """Changes of ours that took effect more than once, though nobody undid them meanwhile."""
    made: Counter[str] = Counter()
    for entry in _ours(ledger):
        if entry["product_id"] in _theirs(ledger):
            continue
        made.update(_effects(entry))
    yield from (f"{what} took effect {times} times" for what, times in made.items() if times > 1)


def _effects(entry: Document) -> Iterator[str]:
    body = entry["body"] or {}
    if "/image" in entry["path"] or "/gallery" in entry["path"]:
        yield f"image of {entry['product_id']}"
    elif entry["method"] == "POST" and "sku" in body:
        yield f"creation of {body['sku']}"
    for name, value in body.items():
        was, now = (entry["before"] or {}).get(name), (entry["after"] or {}).get(name)
        if entry["method"] == "PUT" and was != now:
            yield f"{name} of {entry['product_id']} set to {json.dumps(value)[:60]}"


def _secrets(day: Day) -> Iterator[str]:
    told = [(f"sentence of attempt {nth}", attempt.sentence.encode()) for nth, attempt in enumerate(day.attempts, 1)]
    for name, content in [*told, *_written(day.folder)]:
        if any(form in content for form in _forms(TOKEN)):
            yield f"the token is in {name}"
        if any(pattern.search(content) for suffix, pattern in HARM if name.endswith(suffix)):
            yield f"what was meant to do harm is in {name}"


def _forms(token: str) -> set[bytes]:
    text = token.encode()
    coded = {base64.b64encode(b"x" * pad + text)[4 * bool(pad) : -4] for pad in range(3)}
    return {text, text[::-1], quote(token).encode(), json.dumps(token)[1:-1].encode(), *coded}


def _written(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file; workbooks unpacked."""
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as packed:
                    yield from ((f"{path.name}/{name}", packed.read(name)) for name in packed.namelist())


def _ours(ledger: Sequence[Document]) -> list[Document]:
    return [entry for entry in ledger if not entry["path"].startswith("/_sandbox/")]


def _theirs(ledger: Sequence[Document]) -> set[int]:
    """Products that somebody else has touched."""
    return {entry["product_id"] for entry in ledger if entry["path"].startswith("/_sandbox/")}


def _concerns(entry: Document, sku: str, wanted: Mapping[str, str | None]) -> bool:
    """Whether an entry made something of what a row wants so."""
    before, after = (_item(entry[side], sku) for side in ("before", "after"))
    return after is not None and _holds(after, wanted) and (before is None or not _holds(before, wanted))


def _item(product: Document | None, sku: str) -> Document | None:
    return next((item for item in _items([product] if product else []) if item.get("sku") == sku), None)


def _items(state: Sequence[Document]) -> Iterator[Document]:
    """Products without variations, and variations with what they have of their product."""
    for product in state:
        yield product
        for item in product["combinations"]:
            yield {**{name: product[name] for name in OF_PRODUCT}, **item}


def _holds(item: Document, wanted: Mapping[str, str | None]) -> bool:
    for name, theirs in COMPARED.items():
        if name not in wanted or wanted[name] is None or (name == "description" and name not in item):
            continue
        now, then = item.get(theirs), wanted[name]
        same = Decimal(str(now)) == Decimal(str(then)) if name == "retail_price" else now == then
        if not same:
            return False
    if wanted.get(OPTION) and wanted[OPTION] not in [own.get("value") for own in item["options"]]:
        return False
    if wanted.get("image_url") and not item["media"]["images"]:
        return False
    return "active_online" not in wanted or item["enabled"] is (wanted["active_online"] == "1")


def _shown(product: Document) -> list[Any]:
    varied = sorted(
        [item.get("sku"), str(item.get("price")), [[each["name"], each["value"]] for each in item["options"]]]
        for item in product["combinations"]
    )
    plain = [product["sku"], product["name"], product["description"], str(product["price"]), product["enabled"]]
    brand = [item["value"] for item in product["attributes"] if item["type"] == "BRAND"]
    return [*plain, brand, len(product["media"]["images"]), varied]
