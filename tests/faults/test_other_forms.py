"""A store that keeps values in its own form: told as failed, with what is there; then left as it keeps them."""

from pathlib import Path

import pytest

from tests.faults import judges, scene
from tests.faults.cases import Fault
from tests.faults.day import Attempt, Document, day
from tests.journeys.shop import opened

FORMS: list[tuple[Fault, str, str]] = [
    ({"name": "price_rounded"}, "MUG", "retail_price"),
    ({"name": "name_trimmed"}, "BOWL", "name"),
    ({"name": "html_cleaned"}, "MUG", "description"),
    ({"name": "sku_uppercased"}, "lamp-1", "sku"),
]
ROWS = {"MUG": 2, "BOWL": 3, "lamp-1": 8}


def told(attempt: Attempt, sku: str) -> tuple[str, str, str]:
    assert attempt.done is not None
    row = next(row for row in attempt.done.report.rows if row.sku == sku)
    return (
        row.result,
        row.reason.code if row.reason else "",
        dict(row.reason.facts).get("field", "") if row.reason else "",
    )


@pytest.mark.parametrize(("fault", "sku", "field"), FORMS, ids=[str(form[0]["name"]) for form in FORMS])
def test_what_the_store_keeps_otherwise_is_no_conflict(
    fault: Fault, sku: str, field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document]
) -> None:
    with day(tmp_path, monkeypatch, before) as bad:
        bad.strike([fault])
        first = bad.run(scene.SHEET)
        assert first.done is not None
        again = bad.apply(str(first.done.report.plan_path))

        assert (first.exit_code, told(first, sku)) == (4, ("failed", "apply.own_form", field))
        assert (again.exit_code, told(again, sku)) == (4, ("failed", "apply.own_form", field))
        assert again.ledger == first.ledger
        assert judges.complaints(bad) == []


@pytest.mark.parametrize(("fault", "sku", "field"), FORMS, ids=[str(form[0]["name"]) for form in FORMS])
def test_the_same_sheet_comes_to_rest_and_says_what_the_store_keeps(
    fault: Fault, sku: str, field: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document]
) -> None:
    """What the store made of a description is what it held before: the first time that could be a write that was lost.

    Of a product whose SKU it changed the image follows in the second run.
    """
    with day(tmp_path, monkeypatch, before) as bad:
        bad.strike([fault])
        for _ in range(2):
            second = bad.run(scene.SHEET)
        third = bad.run(scene.SHEET)
        assert third.done is not None
        report = third.done.report
        kept = [found.column for found in report.findings if found.code == "store.own_form" and found.row == ROWS[sku]]

        assert second.exit_code == (4 if field == "description" else 0)
        assert (third.exit_code, kept) == (0, [field])
        assert {row.result for row in report.rows} == {"unchanged"}
        assert third.ledger == second.ledger


def test_a_home_that_did_not_send_it_first_comes_to_rest_after_two_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document]
) -> None:
    """Once could be a write that was lost: the store showed the same before."""
    with day(tmp_path, monkeypatch, before) as bad:
        bad.strike([{"name": "price_rounded"}])
        first = bad.run(scene.SHEET)
        for file in (tmp_path / "home").glob("journal.db*"):
            file.unlink()
        codes = [bad.run(scene.SHEET).exit_code for _ in range(3)]

        assert (first.exit_code, codes) == (4, [4, 4, 0])


def test_a_write_that_was_lost_is_no_form_and_is_sent_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document]
) -> None:
    """18.5 for 18.54 would be one; nobody knows yet that it is."""
    with day(tmp_path, monkeypatch, before) as bad:
        bad.strike([{"name": "not_stored", "on": "update"}])
        first = bad.run("sku,retail_price\nMUG,18.54\n")
        bad.strike([])
        bad.clock.sleep(1.0)  # in the same second it would be the same plan
        second = bad.run("sku,retail_price\nMUG,18.54\n")

        assert (first.exit_code, told(first, "MUG")[0], second.exit_code, told(second, "MUG")[0]) == (
            4,
            "failed",
            0,
            "updated",
        )


GLOVE: Document = {"id": 1, "sku": "GLOVE", "name": "Glove", "price": 20, "enabled": True} | {
    "options": [{"type": "SELECT", "name": "Size", "choices": [{"text": "S"}]}],
    "combinations": [{"id": 11, "sku": "G-S", "options": [{"name": "Size", "value": "S"}]}],
}


def test_a_variant_whose_sku_the_store_writes_its_own_way_is_known_again(tmp_path: Path) -> None:
    """Added to a product, or new with its product."""
    option = "variant_option_one_name,variant_option_one_value"
    text = (
        f"handle,sku,name,retail_price,{option}\nglove,G-S,Glove,20,Size,S\nglove,g-m,Glove,21,Size,M\n"
        "hat,h-s,Hat,9,Size,S\nhat,h-m,Hat,9,Size,M\n"
    )
    with opened(tmp_path, seed=[GLOVE]) as shop:
        shop.faults({"name": "sku_uppercased"})
        first = shop.run(shop.sheet("list.csv", text))
        sent = shop.ledger()
        again = shop.run(shop.sheet("list.csv", text))

        assert [(row.result, row.reason and row.reason.code) for row in first.report.rows][1:] == [
            ("failed", "apply.own_form")
        ] * 3
        assert [row.result for row in again.report.rows] == ["unchanged"] * 4
        assert shop.ledger() == sent


def test_options_that_the_store_writes_its_own_way_are_made_once_and_come_to_rest(tmp_path: Path) -> None:
    """Of a new product, and then of a variant that is added to it."""
    option = "variant_option_one_name,variant_option_one_value"
    text = f"handle,sku,name,retail_price,{option}\nhat,H-S,Hat,9,size,small\nhat,H-M,Hat,9,size,medium\n"
    with opened(tmp_path, seed=[]) as shop:
        shop.faults({"name": "options_capitalised"})
        first = shop.run(shop.sheet("list.csv", text))
        again = shop.run(shop.sheet("list.csv", text))
        more = shop.run(shop.sheet("list.csv", text + "hat,H-L,Hat,9,size,Large\n"))
        hat = shop.state()[0]

        assert {row.reason and row.reason.code for row in first.report.rows} == {"apply.own_form"}
        assert [row.result for row in again.report.rows] == ["unchanged"] * 2
        assert [row.result for row in more.report.rows] == ["unchanged", "unchanged", "created"]
        assert [option["name"] for option in hat["options"]] == ["Size"]
        assert sorted(own["options"][0]["value"] for own in hat["combinations"]) == ["Large", "Medium", "Small"]


@pytest.mark.parametrize("unheard", ["", "ticket_forgotten", "responses_null"])
def test_a_choice_that_the_store_writes_its_own_way_is_added_once_heard_or_not(
    unheard: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document]
) -> None:
    """XL, which it writes Xl: the variant is there in the same run, and the choice once."""
    with day(tmp_path, monkeypatch, before) as bad:
        bad.strike([{"name": "options_capitalised"}, *([{"name": unheard}] if unheard else [])])
        first = bad.run(scene.SHEET)
        second = bad.run(scene.SHEET)
        scarf = next(product for product in second.state if product["name"] == "Foulard")

        assert told(first, "SCARF-XL") == ("failed", "apply.own_form", "variant_option_one_value")
        assert [choice["text"] for choice in scarf["options"][0]["choices"]] == ["S", "L", "Xl"]
        assert [own["options"][0]["value"] for own in scarf["combinations"]] == ["S", "L", "Xl"]
        assert (second.exit_code, second.ledger) == (0, first.ledger)
        assert judges.complaints(bad) == []
