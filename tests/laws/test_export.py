"""The law of exporting: given back untouched, an export changes nothing, whatever the store holds."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from batch import jobs
from batch.jobs.exports import Wanted, Written, export
from batch.model.choices import USUAL, Stock
from batch.model.exports import scope
from tests.journeys.shop import STORE, Shop, opened
from tests.laws.stores import Document, stores

# A store begins anew for each example: what fails is shown as it was found, not made smaller for minutes.
FEW = settings(
    max_examples=max(5, settings().max_examples // 10),
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
SWITCHES: tuple[Mapping[str, str], ...] = (
    {"unique_skus": "off"},
    {"unique_skus": "off", "weight_unit": "POUND", "dimensions_unit": "IN", "currency_precision": "3"},
    {"unique_skus": "off", "currency": "JPY", "currency_precision": "0", "limit_over_100": "400"},
)


@contextmanager
def holding(products: list[Document], switches: Mapping[str, str]) -> Iterator[Shop]:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder), switches, seed=products) as shop:
        yield shop


def exported(shop: Shop, form: str, words: str = "exact", state: str = "all") -> Written:
    wanted = Wanted(scope(state, "online"), shop.folder / f"export.{form}", form, words)
    return export(shop.context(), STORE, wanted)


def left(done: jobs.Done) -> list[Any]:
    """What is not as it should be after an untouched export."""
    report = done.report
    assert report.plan is not None
    errors = [found for found in report.findings if found.severity == "error"]
    return [*report.plan.changes, *report.plan.refused, *errors]


@FEW
@given(
    stores(), st.sampled_from(SWITCHES), st.sampled_from(["csv", "csv", "xlsx"]), st.sampled_from(["exact", "en", "fr"])
)
def test_an_untouched_export_plans_nothing(
    products: list[Document], switches: Mapping[str, str], form: str, words: str
) -> None:
    with holding(products, switches) as shop:
        made = exported(shop, form, words)
        for choices in (USUAL, replace(USUAL, stock=Stock.ABSOLUTE)):
            done = jobs.plan(shop.context(), made.wanted.out, STORE, None, choices)

            assert left(done) == []
            assert len(done.report.rows) == len(made.exported.rows)
        assert shop.ledger() == []


@FEW
@given(stores(), st.sampled_from(["all", "active", "inactive"]))
def test_every_item_of_the_store_is_in_the_export_or_told_to_be_left_out(products: list[Document], state: str) -> None:
    with holding(products, SWITCHES[0]) as shop:
        made = exported(shop, "csv", state=state).exported
        asked = [product for product in shop.state() if state == "all" or product["enabled"] == (state == "active")]

    rows = [str(row).partition("/")[0] for row in made.rows["ecom_id"]]
    gone = [one.product for one in made.left_out]
    assert sorted({*rows, *gone}) == sorted(str(product["id"]) for product in asked)
    assert set(rows) & set(gone) == set()
    for product in asked:
        if str(product["id"]) not in gone:
            assert rows.count(str(product["id"])) == max(1, len(product["combinations"]))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_ordinary_store_is_exported_without_a_blank_or_a_loss(form: str) -> None:
    plain = [{"id": 1, "sku": "00123", "name": "Étui <b> & co", "price": 12.5, "description": "<p>a</p>\n<p>b</p>"}]
    with holding(plain, SWITCHES[0]) as shop:
        made = exported(shop, form).exported

    assert (made.left_out, made.left_blank) == ((), ())
    assert made.rows.iloc[0].dropna().to_dict() | {"sku": "00123"} == made.rows.iloc[0].dropna().to_dict()
