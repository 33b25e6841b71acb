"""Promises of the JSON document: as its published schema says, for every command."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from batch.messages import Messages
from batch.model.reports import Report
from batch.reports.document import document
from tests.reports import shop

SCHEMAS = Path(__file__).parents[2] / "docs" / "json"
EN, FR = Messages("en"), Messages("fr")
FILES = {"result": "/shop/catalogue.result.xlsx"}


def schema(name: str) -> Any:
    return json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))


def documented(report: Report, messages: Messages = EN) -> Any:
    return json.loads(json.dumps(document(report, FILES, messages)))


@pytest.mark.parametrize(
    ("name", "report"), [("check", shop.check_report()), ("plan", shop.plan_report()), ("run", shop.run_report())]
)
@pytest.mark.parametrize("messages", [EN, FR])
def test_a_document_is_as_its_schema_says(name: str, report: Report, messages: Messages) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    jsonschema.Draft202012Validator(schema(name)).validate(documented(report, messages))


def test_each_schema_asks_for_all_that_the_one_before_asks_for() -> None:
    check, plan, run = (set(schema(name)["required"]) for name in ("check", "plan", "run"))

    assert check < plan < run
    for name in ("run", "sheet", "finding"):
        assert schema("check")["$defs"][name] == schema("plan")["$defs"][name] == schema("run")["$defs"][name]
    assert schema("plan")["$defs"] == schema("run")["$defs"]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("counts", "ok"), "15"),
        (("sheet", "sha256"), "zz"),
        (("findings", 0, "severity"), "grave"),
        (("changes", 0, "fields", "retail_price", "before"), 26.99),
        (("outcomes", "applied"), None),
        (("reconciled",), "true"),
        (("requests", "total"), -1),
    ],
)
def test_the_schema_refuses_another_type(place: tuple[str | int, ...], value: object) -> None:
    shown = documented(shop.run_report())
    inside = shown
    for name in place[:-1]:
        inside = inside[name]
    inside[place[-1]] = value

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema("run")).validate(shown)


def test_sentences_are_in_the_language_asked_for() -> None:
    english, french = (documented(shop.check_report(), messages)["findings"][1] for messages in (EN, FR))

    assert (english["code"], english["message"]) == ("price.unreadable", "“28,9O” is not a price")
    assert french["message"] == "«\u00a028,9O\u00a0» n’est pas un prix"
    assert english["suggestion"] == "28,90"


def test_a_change_names_the_product_and_the_variation_and_each_cell() -> None:
    first = documented(shop.plan_report())["changes"][0]

    assert first == {
        "action": "update",
        "key": "2:GANT-P",
        "sku": "GANT-P",
        "row": 2,
        "store_id": "901/11",
        "fields": {"retail_price": {"before": "26.99", "after": "28.99"}},
        "also": [],
    }
