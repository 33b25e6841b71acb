"""Short ways to say what a test is about: changes, documents of the store, a store behind a fake network."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal

import httpx

from batch.channels.eseries import rules
from batch.channels.eseries.client import ESeries
from batch.channels.http import Http, Limits, Seams
from batch.model.changes import Action, Change, FieldChange
from batch.model.rules import OPTIONS
from batch.model.runs import Step
from batch.model.store import Product, Store

STORE = Store("1003", "Test", "KG", "CM", "EUR", 2)
TOKEN = "secret_CANARY123456"
BASE = "https://store.test/api/v3/1003"
Answering = Callable[[httpx.Request], httpx.Response]


class FakeTime:
    """A clock that stands still until someone sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds
        self.slept.append(seconds)


@contextmanager
def client(answering: Answering, limits: Limits | None = None, time: FakeTime | None = None) -> Iterator[Http]:
    time = time or FakeTime()
    http = Http(BASE, TOKEN, limits, Seams(httpx.MockTransport(answering), time.clock, time.sleep))
    yield http
    http.close()


@contextmanager
def channel(answering: Answering, time: FakeTime | None = None) -> Iterator[ESeries]:
    time = time or FakeTime()
    seams = Seams(httpx.MockTransport(answering), time.clock, time.sleep)
    with ESeries("https://store.test/api/v3", "1003", TOKEN, seams=seams) as store:
        yield store


class Told:
    """Progress that remembers what it was told."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, int, int | None]] = []

    def __call__(self, label: str, done: int, total: int | None) -> None:
        self.calls.append((label, done, total))

    def rest(self) -> None:
        """Nothing is shown."""

    def waits(self, seconds: float) -> None:
        """Nobody looks on."""

    def quota(self, left: int, of: int) -> None:
        """Nobody looks on."""


quiet = Told()


def create(sku: str, fields: Mapping[str, str | None], row: int = 2) -> Change:
    return _change(Action.CREATE, sku, fields, None, None, row)


def update(
    sku: str, fields: Mapping[str, str | None], product: str = "1", variation: str | None = None, row: int = 2
) -> Change:
    return _change(Action.UPDATE, sku, fields, product, variation, row)


def _change(
    action: Action, sku: str, fields: Mapping[str, str | None], product: str | None, variation: str | None, row: int
) -> Change:
    changed = tuple(FieldChange(name, None, after) for name, after in fields.items())
    return Change(action, row, sku, "glove", product, variation, changed)


def options(*pairs: tuple[str, str]) -> dict[str, str | None]:
    """Option fields one, two, three from pairs of name and value."""
    found: dict[str, str | None] = {}
    for (name_field, value_field), (name, value) in zip(OPTIONS, pairs, strict=False):
        found |= {name_field: name, value_field: value}
    return found


def read(text: str) -> dict[str, object]:
    """A document as the client reads it from the wire."""
    found: dict[str, object] = json.loads(text, parse_float=Decimal)
    return found


def product(document: Mapping[str, object]) -> Product:
    return rules.product(document, STORE)


SIMPLE = """{"id": 1, "sku": "CAP", "name": "Cap", "description": "<p>Warm</p>", "enabled": true, "price": 12.5,
  "weight": 0.3, "dimensions": {"length": 1.25, "width": 2, "height": 3}, "attributes": [
    {"id": 71, "name": "UPC", "type": "UPC", "value": "012345678905", "show": "DESCR"},
    {"id": 72, "name": "Marke", "type": "BRAND", "value": "Acme", "valueTranslated": {"de": "Acme"}, "show": "NOTSHOW"},
    {"id": 73, "name": "Care", "type": "CUSTOM", "value": "Wash", "valueTranslated": {"fr": "Laver"}, "show": "PRICE"}],
  "options": [], "combinations": [], "originalImageUrl": "https://cdn.test/1.jpg"}"""

FAMILY = """{"id": 2, "sku": "GLOVE-family", "name": "Glove", "enabled": false, "price": 20, "weight": 0.5,
  "dimensions": {"length": 4, "width": 5, "height": 6},
  "attributes": [{"id": 72, "name": "Brand", "type": "BRAND", "value": "Acme", "show": "NOTSHOW"}],
  "options": [
    {"type": "TEXTFIELD", "name": "Engraving", "required": false},
    {"type": "RADIO", "name": "Size", "nameTranslated": {"fr": "Taille"}, "required": true, "defaultChoice": 1,
     "choices": [{"text": "S", "priceModifier": 0, "priceModifierType": "ABSOLUTE"},
                 {"text": "M", "priceModifier": 2.5, "priceModifierType": "ABSOLUTE"}]},
    {"type": "SELECT", "name": "Colour", "required": false,
     "choices": [{"text": "Red", "priceModifier": 10, "priceModifierType": "PERCENT"}]}],
  "combinations": [
    {"id": 21, "sku": "GLOVE-S", "price": 19.99, "options": [{"name": "Colour", "value": "Red"},
      {"name": "Size", "value": "S"}],
     "attributes": [{"id": 71, "type": "UPC", "value": "012345678905", "show": "DESCR"}]},
    {"id": 22, "sku": "GLOVE-M", "weight": 0.75, "options": [{"name": "Size", "value": "M"},
      {"name": "Colour", "value": "Red"}], "originalImageUrl": "https://cdn.test/22.jpg"}]}"""


def only(found: tuple[Step, ...]) -> Step:
    """The one request of these."""
    assert len(found) == 1
    return found[0]
