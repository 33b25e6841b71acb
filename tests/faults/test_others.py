"""Somebody else edits the store between our plan and our sending: what they did stands."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults import judges, scene
from tests.faults.cases import Fault
from tests.faults.day import Document, day

Look = Callable[[dict[str, Document]], Any]


def variation(store: dict[str, Document], sku: str) -> Document | None:
    found = (item for product in store.values() for item in product["combinations"] if item["sku"] == sku)
    return next(found, None)


RACES: list[tuple[Fault, str, str, Look, Any]] = [
    ({"name": "product_deleted", "sku": "MUG"}, "MUG", "conflict", lambda store: "MUG" in store, False),
    ({"name": "price_changed", "sku": "MUG"}, "MUG", "conflict", lambda store: store["MUG"]["price"], 19.5),
    ({"name": "price_changed", "sku": "SCARF-L"}, "SCARF-L", "conflict",
     lambda store: (variation(store, "SCARF-L") or {})["price"], 46),
    ({"name": "variation_removed", "sku": "SCARF-L"}, "SCARF-L", "conflict",
     lambda store: variation(store, "SCARF-L"), None),
    ({"name": "name_changed", "sku": "BOWL"}, "BOWL", "conflict", lambda store: store["BOWL"]["name"], "Bol (new)"),
    ({"name": "name_changed", "sku": "MUG"}, "MUG", "updated", lambda store: store["MUG"]["name"], "Tasse bleue (new)"),
    ({"name": "product_disabled", "sku": "MUG"}, "MUG", "updated", lambda store: store["MUG"]["enabled"], False),
    ({"name": "sku_changed", "sku": "MUG"}, "MUG", "conflict",
     lambda store: store["MUG-NEW"]["price"], 18.5),
    ({"name": "product_added"}, "MUG", "updated", lambda store: [sku for sku in store if "ELSE" in sku], ["ELSE-1"]),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "sku", "verdict", "look", "seen"), RACES, ids=[str(race[0]) for race in RACES])
def test_what_somebody_else_did_stands(
    fault: Fault,
    sku: str,
    verdict: str,
    look: Look,
    seen: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: list[Document],
) -> None:
    with day(tmp_path, monkeypatch, before) as bad:
        bad.strike([{**fault, "on": "list", "moment": "after"}])
        attempt = bad.run(scene.SHEET)

        assert attempt.done is not None
        assert {row.sku: row.result for row in attempt.done.report.rows}[sku] == verdict
        assert look({product["sku"]: product for product in attempt.state}) == seen
        assert judges.complaints(bad) == []
