"""What the store still works on when we give up may come yet: unknown; and once it has come, others may edit it."""

from pathlib import Path

import pytest

from tests.faults import judges, scene
from tests.faults.day import Attempt, Day, Document, day

LATER = 7200.0  # seconds: longer than anybody waits for a batch
LAMP = "lamp-1"


def told(attempt: Attempt) -> tuple[str, str]:
    assert attempt.done is not None
    row = next(row for row in attempt.done.report.rows if row.sku == LAMP)
    return row.result, row.reason.code if row.reason else ""


def held(bad: Day, nth: int) -> Attempt:
    """The sheet was run, and the store has executed its nth batch only after we gave up."""
    bad.strike([{"name": "batch_held", "nth": nth, "seconds": LATER}])
    first = bad.run(scene.SHEET)
    bad.strike([])
    bad.clock.sleep(LATER)
    return first


def lamp(bad: Day) -> Document:
    return next(product for product in bad.told("state") if product["sku"] == LAMP)


def put(bad: Day, product: Document, body: Document) -> None:
    api = bad.witness.base_url.join(f"../api/v3/1003/products/{product['id']}")
    bad.witness.put(api, json=body, headers={"Authorization": "Bearer " + bad.token}).raise_for_status()


def test_a_row_whose_image_was_never_answered_is_unknown_until_it_is_heard_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document], unbroken: list[object]
) -> None:
    with day(tmp_path, monkeypatch, before) as bad:
        first = held(bad, nth=2)
        assert (told(first)[0], first.exit_code) == ("unknown", 69)

        last = bad.mended(scene.SHEET)
        assert judges.complaints(bad) == []
        assert (last.exit_code, judges.ours_alone(last)) == (0, unbroken)


def test_what_somebody_made_of_a_new_product_before_we_went_on_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document]
) -> None:
    with day(tmp_path, monkeypatch, before) as bad:
        first = held(bad, nth=1)
        assert first.done is not None
        assert told(first)[0] == "unknown"
        while LAMP not in {product["sku"] for product in bad.told("state")}:
            bad.clock.sleep(1)
        put(bad, lamp(bad), {"price": 99, "name": "Lampe de bureau"})
        ours = len(bad.told("ledger"))

        last = bad.apply(str(first.done.report.plan_path))
        assert (lamp(bad)["price"], lamp(bad)["name"]) == (99, "Lampe de bureau")
        assert [entry for entry in bad.told("ledger")[ours:] if entry["product_id"] == lamp(bad)["id"]] == []
        assert (told(last), last.exit_code) == (("conflict", "apply.edited_since_made"), 4)
