"""With the stand-in store: what was wanted is what it then holds, however it reads our requests."""

import json
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count

import pytest

from batch.channels.eseries.client import ESeries
from batch.model.changes import Change
from batch.model.runs import Answer, Step
from batch.model.store import Product
from batch.sandbox import Running, Settings, running
from tests.channels.making import create, options, quiet, update

Switches = Mapping[str, str]
BOTH: tuple[Switches, ...] = (
    {},
    {"attributes_on_update": "replace"},
    {"nested_on_update": "replace"},
    {"attributes_on_update": "replace", "nested_on_update": "replace", "unlisted_variations": "deleted"},
    {"create_enabled": "false", "create_unlimited": "false", "create_shipping_required": "false"},
    {"plain_batch_responses": "absent", "error_body": "empty", "no_op_update_count": "0"},
    {"null_values": "ignored", "unknown_attribute": "ignored", "query_token": "403", "unique_skus": "off"},
)
CAP: dict[str, str | None] = {
    "name": "Cap & Co <b>",
    "description": "<p>Warm</p>",
    "brand_name": "Acme",
    "upc": "012345678905",
    "active_online": "1",
    "retail_price": "12.50",
    "weight": "0.3",
    "length": "1.25",
    "width": "2",
    "height": "3",
}
SHARED: dict[str, str | None] = {"name": "Glove", "description": "<p>Two</p>", "brand_name": "Acme"}
GLOVE_S = SHARED | {"retail_price": "19.99", "weight": "0.2"} | options(("Size", "S"), ("Colour", "Red"))
GLOVE_M = SHARED | {"retail_price": "18.50", "upc": "036000291452"} | options(("Colour", "Red"), ("Size", "M"))
KEYS = count(1)


@contextmanager
def store(switches: Switches, seed: Sequence[Mapping[str, object]] = ()) -> Iterator[tuple[ESeries, Running]]:
    with running(Settings(switches=switches, seed=seed)) as sandbox:  # noqa: SIM117
        with ESeries(sandbox.api, str(sandbox.store_id), sandbox.token) as channel:
            yield channel, sandbox


def submitted(channel: ESeries, steps: Sequence[Step], key: str) -> str:
    ticket = channel.submit(steps, key)
    assert ticket is not None
    return ticket


def sent(channel: ESeries, changes: Sequence[Change], product: Product | None) -> Sequence[Answer]:
    """One round: what can be sent now is sent; every answer is a yes."""
    steps = channel.steps(changes, product)
    if not steps:
        return ()
    answers = channel.answers(submitted(channel, steps, f"key-{next(KEYS)}"), quiet)
    assert {answer.step for answer in answers} == {step.id for step in steps}
    assert [answer for answer in answers if answer.status != 200] == []
    return answers


def created(channel: ESeries, changes: Sequence[Change]) -> Product:
    key = sent(channel, changes, None)[0].created_id
    assert key is not None
    return again(channel, key)


def again(channel: ESeries, key: str) -> Product:
    return channel.products([key])[key]


def held(product: Product, sku: str) -> Mapping[str, str | None]:
    return next(item.fields for item in product.items if item.fields["sku"] == sku)


def ledger(sandbox: Running) -> list[dict[str, object]]:
    with urllib.request.urlopen(sandbox.api.removesuffix("/api/v3") + "/_sandbox/ledger") as answer:
        found = json.load(answer)
    entries: list[dict[str, object]] = found["entries"] if isinstance(found, dict) else found
    return entries


@pytest.mark.parametrize("switches", BOTH)
def test_a_simple_product_is_created_and_then_holds_all_that_was_wanted(switches: Switches) -> None:
    with store(switches) as (channel, _):
        product = created(channel, [create("CAP", CAP)])

        assert {name: held(product, "CAP")[name] for name in CAP} == CAP
        assert channel.steps([create("CAP", CAP)], product) == ()


@pytest.mark.parametrize("switches", BOTH)
def test_a_family_is_created_and_then_holds_all_that_was_wanted(switches: Switches) -> None:
    rows = [create("GLOVE-S", GLOVE_S), create("GLOVE-M", GLOVE_M)]
    with store(switches) as (channel, _):
        product = created(channel, rows)

        assert held(product, "GLOVE-M-family")["active_online"] == "0"
        small, medium = held(product, "GLOVE-S"), held(product, "GLOVE-M")
        for fields, item in ((GLOVE_S, small), (GLOVE_M, medium)):
            assert {item[name] for name in fields} == set(fields.values())
        assert (medium["weight"], small["upc"]) == ("0", None)
        assert channel.steps(rows, product) == ()


@pytest.mark.parametrize("switches", BOTH)
@pytest.mark.parametrize(
    "wanted",
    [
        {"retail_price": "9.99"},
        {"brand_name": "Zenith"},
        {"brand_name": "", "upc": "036000291452"},
        {"upc": "", "description": ""},
        {"length": "9"},
        {"weight": "1.5", "height": "0"},
        {"name": "Hat", "active_online": "0"},
        {"sku": "CAP-2"},
    ],
)
def test_an_update_changes_what_was_asked_and_nothing_else(switches: Switches, wanted: dict[str, str | None]) -> None:
    with store(switches) as (channel, _):
        product = created(channel, [create("CAP", CAP)])
        before = dict(product.items[0].fields)
        sent(channel, [update("CAP", wanted, product.id)], product)
        product = again(channel, product.id)

        assert product.items[0].fields == before | {name: value or None for name, value in wanted.items()}
        assert channel.steps([update("CAP", wanted, product.id)], product) == ()


@pytest.mark.parametrize("switches", BOTH)
def test_a_variation_is_updated_alone(switches: Switches) -> None:
    with store(switches) as (channel, _):
        product = created(channel, [create("GLOVE-S", GLOVE_S), create("GLOVE-M", GLOVE_M)])
        before = [dict(item.fields) for item in product.items]
        variation = next(item.id.variation for item in product.items if item.fields["sku"] == "GLOVE-S")
        wanted: dict[str, str | None] = {"retail_price": "21.00", "upc": "012345678905", "width": "7"}
        sent(channel, [update("GLOVE-S", wanted, product.id, variation)], product)
        product = again(channel, product.id)

        after = [fields | wanted if fields["sku"] == "GLOVE-S" else fields for fields in before]
        assert [dict(item.fields) for item in product.items] == after


@pytest.mark.parametrize("switches", BOTH)
def test_a_variant_with_a_new_choice_takes_two_calls(switches: Switches) -> None:
    large = create("GLOVE-L", GLOVE_S | {"retail_price": "25.00"} | options(("Size", "L"), ("Colour", "Red")))
    with store(switches) as (channel, _):
        product = created(channel, [create("GLOVE-S", GLOVE_S), create("GLOVE-M", GLOVE_M)])
        kept = [item.fields for item in product.items]

        assert [answer.step for answer in sent(channel, [large], product)] == [f"product:{product.id}"]
        product = again(channel, product.id)
        assert [answer.step for answer in sent(channel, [large], product)] == [f"add:{product.id}:GLOVE-L"]
        product = again(channel, product.id)

        assert channel.steps([large], product) == ()
        assert held(product, "GLOVE-L")["retail_price"] == "25.00"
        assert held(product, "GLOVE-L")["variant_option_one_value"] in ("L", "Red")
        assert [item.fields for item in product.items][: len(kept)] == kept


RICH: Mapping[str, object] = {
    "quantity": 7,
    "unlimited": False,
    "compareToPrice": 99,
    "subtitle": "Soft",
    "warningLimit": 2,
    "externalReferenceId": "pos-1",
    "seoTitle": "Best",
    "options": [
        {"type": "TEXTFIELD", "name": "Engraving", "required": False},
        {
            "type": "RADIO",
            "name": "Size",
            "nameTranslated": {"en": "Size"},
            "required": True,
            "defaultChoice": 1,
            "choices": [
                {"text": "S", "priceModifier": 0, "priceModifierType": "ABSOLUTE"},
                {"text": "M", "priceModifier": 2.5, "priceModifierType": "PERCENT"},
            ],
        },
    ],
}
CHANGES_WITH_A_PRODUCT = {"updated", "updateTimestamp"}
VARIATION_OF_RICH: Mapping[str, object] = {"id": 51, "sku": "R-S", "quantity": 3, "unlimited": False, "price": 30}


@pytest.mark.parametrize("switches", BOTH)
def test_what_was_not_asked_for_stays_as_it_is_in_the_whole_product(switches: Switches) -> None:
    variation = {**VARIATION_OF_RICH, "options": [{"name": "Size", "value": "S"}]}
    seed = {"id": 5, "sku": "R", "name": "Rich", "price": 20, **RICH, "combinations": [variation]}
    with store(switches, [seed]) as (channel, _):
        before = again(channel, "5").document
        rows = [
            update("R-S", {"brand_name": "Acme", "length": "3", "upc": "012345678905"}, "5", "51"),
            create("R-L", {"retail_price": "31.00"} | options(("Size", "L"))),
        ]
        sent(channel, rows, again(channel, "5"))
        after = again(channel, "5").document

        changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        assert changed - CHANGES_WITH_A_PRODUCT == {"attributes", "options", "combinations"}
        assert [entry["value"] for entry in listed(after, "attributes")] == ["Acme"]
        options_before, options_after = listed(before, "options"), listed(after, "options")
        assert options_after[0] == options_before[0]
        assert options_after[1] | {"choices": 0} == options_before[1] | {"choices": 0}
        assert listed(options_after[1], "choices")[:2] == listed(options_before[1], "choices")
        own_before, own_after = listed(before, "combinations")[0], listed(after, "combinations")[0]
        assert {k for k in own_before.keys() | own_after.keys() if own_before.get(k) != own_after.get(k)} == {
            "attributes",
            "dimensions",
        }


def listed(document: Mapping[str, object], key: str) -> list[dict[str, object]]:
    found = document[key]
    assert isinstance(found, list)
    return found


def test_an_image_is_sent_and_then_known_by_the_address_that_the_store_gave_it() -> None:
    source = "https://merchant.test/cap large.jpg?v=1&x=a+b"
    with store({}) as (channel, _):
        product = created(channel, [create("CAP", CAP)])
        image = update("CAP", {"image_url": source}, product.id)
        sent(channel, [image], product)
        address = again(channel, product.id).items[0].fields["image_url"]
        assert address is not None

        snapshot = channel.snapshot({address: source}, quiet)
        assert list(snapshot.items["image_url"]) == [address]
        assert snapshot.pictures == {address: source}


def test_a_batch_that_is_sent_twice_under_its_key_happens_once() -> None:
    with store({}) as (channel, sandbox):
        steps = channel.steps([create("CAP", CAP)], None)
        tickets = {submitted(channel, steps, "the-key") for _ in range(2)}
        for ticket in tickets:
            channel.answers(ticket, quiet)

        assert len(tickets) == 1
        assert len(ledger(sandbox)) == 1


def test_a_no_to_one_request_leaves_the_others_alone() -> None:
    with store({}) as (channel, _):
        product = created(channel, [create("CAP", CAP)])
        steps = [
            *channel.steps([create("CAP", CAP)], None),
            *channel.steps([update("CAP", {"retail_price": "3.00"}, product.id)], product),
        ]
        answers = {answer.step: answer for answer in channel.answers(submitted(channel, steps, "two"), quiet)}

        assert (answers["create:glove"].status, answers["create:glove"].created_id) == (409, None)
        assert "SKU_ALREADY_EXISTS" in str(answers["create:glove"].message)
        assert answers[f"product:{product.id}"].status == 200
