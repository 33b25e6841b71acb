"""The law of the table: no body ever has a key outside it, whatever is asked and whatever the store holds."""

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch.channels.eseries.deletions import path
from batch.channels.eseries.paths import gallery_image, segment
from batch.channels.eseries.payloads import steps
from batch.channels.eseries.table import ALLOWED, OutsideTheTable, checked, keys, request_kind
from batch.model.changes import Action, Change, FieldChange
from batch.model.rules import BY_NAME, NEVER_IN_STORE, Kind
from batch.model.runs import Step
from batch.model.store import Product
from tests.channels.making import FAMILY, SIMPLE, product, read

FORBIDDEN = {*NEVER_IN_STORE, "categoryIds", "tax", "type", "id", "url", "costPrice"}
AFTER = {
    Kind.MONEY: st.sampled_from(["0.00", "3.50", "12.345"]),
    Kind.NUMBER: st.sampled_from(["", "0", "1.25", "400"]),
    Kind.COUNT: st.sampled_from(["0", "12"]),
    Kind.DELTA: st.sampled_from(["+3", "-2"]),
    Kind.GALLERY: st.sampled_from(["", "https://m.test/1", "https://m.test/1\nhttps://m.test/é"]),
    Kind.FLAG: st.sampled_from(["0", "1"]),
    Kind.URL: st.sampled_from(["https://m.test/?a=b&c=1", "https://m.test/é"]),
}
WORDS = st.sampled_from(["", "S", "M", "Size", "Colour", "Red", "quantity", "unlimited", "é"])
ODD = read(FAMILY) | {
    "quantity": 3,
    "options": [{"name": "Size", "surprise": 1, "choices": [{"text": "S", "surprise": {"quantity": 2}}]}],
    "attributes": [{"type": "BRAND", "surprise": 1}, {"name": "Care", "value": "x"}],
    "compareToPrice": 4,
}
STORES: tuple[Product | None, ...] = (None, product(read(SIMPLE)), product(read(FAMILY)), product(ODD))


@st.composite
def changes(draw: st.DrawFn) -> Change:
    names = draw(st.lists(st.sampled_from(sorted(BY_NAME)), unique=True))
    fields = tuple(FieldChange(name, None, draw(st.none() | AFTER.get(BY_NAME[name].kind, WORDS))) for name in names)
    action = draw(st.sampled_from([Action.CREATE, Action.UPDATE, Action.ENABLE, Action.DISABLE, Action.KEEP]))
    sku = draw(st.sampled_from(["CAP", "GLOVE-S", "GLOVE-M", "GLOVE-L"]))
    variation = draw(st.sampled_from([None, "21", "22", "23"]))
    return Change(action, draw(st.integers(2, 99)), sku, "glove", "2", variation, fields)


@given(st.lists(changes(), max_size=4), st.sampled_from(STORES))
def test_no_body_has_a_key_outside_the_table(asked: list[Change], held: Product | None) -> None:
    found = steps(asked, held)

    for step in found:
        assert request_kind(step) in ALLOWED
        assert not {path[0] for path in keys(step.body)} & FORBIDDEN
        assert "quantity" not in (step.body or {}) or any(change.after("quantity") for change in asked)
        assert not [path for path in keys(step.body) if "surprise" in path]
        assert set(step.changes) <= {change.key for change in asked}
    assert len({step.id for step in found}) == len(found) or len({c.sku for c in asked}) < len(asked)


def test_the_table_itself_lists_nothing_that_must_never_be_written() -> None:
    for kind, allowed in ALLOWED.items():
        assert not allowed.keys() & FORBIDDEN, kind


@pytest.mark.parametrize("text", ["", " ", "0", "-1", "1/..", "1?x", "abc", "²", "١"])
def test_no_path_is_built_without_an_id(text: str) -> None:
    with pytest.raises(AssertionError):
        segment(text)


# Each of them would delete more than one product or variant, or nobody knows what.
WIDE = (
    *("", "/", "/products", "/products/", "/products//", "/products?", "/products/*", "/products/0", "/products/-1"),
    *("/products/1,2", "/products/1/combinations", "/products/1/combinations/", "/products//combinations/1"),
)


@pytest.mark.parametrize("number", [0, -1, "", "1", " ", None, True, 1.0, "1/../", "٣", [], 2j], ids=repr)
def test_no_deletion_is_built_without_an_id(number: Any) -> None:
    for one, other in ((number, None), (number, 1), *(() if number is None else ((1, number),))):
        with pytest.raises(AssertionError):
            path(one, other)


@given(st.integers(), st.none() | st.integers())
def test_a_path_that_deletes_names_one_product_or_one_variant(one: int, other: int | None) -> None:
    try:
        made = path(one, other)
    except AssertionError:
        assert one <= 0 or (other is not None and other <= 0)
    else:
        assert made == f"/products/{one}" + ("" if other is None else f"/combinations/{other}")
        assert checked(Step("x", "DELETE", made, None, ()))


@given(st.text("/0123456789?products combinations#&=%.", max_size=30) | st.text(max_size=12))
def test_no_text_becomes_a_request_that_deletes_unless_it_names_one_thing(text: str) -> None:
    try:
        checked(Step("x", "DELETE", text, None, ()))
    except OutsideTheTable:
        return
    assert re.fullmatch(r"/products/[1-9][0-9]*(/combinations/[1-9][0-9]*|/gallery/[A-Za-z0-9_-]+)?", text)


@pytest.mark.parametrize("image", ["", "0", "..", "a/b", "1?x", "é"])
def test_no_image_is_removed_without_an_id_of_its_own(image: str) -> None:
    with pytest.raises(AssertionError):
        gallery_image("1", image)


@pytest.mark.parametrize(
    "step",
    [
        Step("x", "PUT", "/products/1", {"warningLimit": 3}, ()),
        Step("x", "PUT", "/products/1", {"media": {"images": [{"id": "0", "url": "x"}]}}, ()),
        Step("x", "PUT", "/products/1/inventory", {"quantity": 3}, ()),
        Step("x", "DELETE", "/products/1/gallery", None, ()),
        Step("x", "DELETE", "/products/1/gallery/", None, ()),
        Step("x", "DELETE", "/products/1/gallery/0", None, ()),
        Step("x", "DELETE", "/products/1/image", None, ()),
        Step("x", "PUT", "/products/1", {"options": [{"colour": "red"}]}, ()),
        Step("x", "PUT", "/products/1", {"dimensions": {"depth": 1}}, ()),
        Step("x", "PUT", "/products/1", {"name": {"en": "x"}}, ()),
        Step("x", "PUT", "/products/1", {"isShippingRequired": True}, ()),
        Step("x", "POST", "/products", {"combinations": []}, ()),
        *(Step("x", "DELETE", path, None, ()) for path in WIDE),
        Step("x", "PUT", "/products/", {"name": "x"}, ()),
        Step("x", "POST", "/products/1/image?externalUrl=x", {"name": "x"}, ()),
    ],
)
def test_a_request_outside_the_table_is_trapped(step: Step) -> None:
    with pytest.raises(OutsideTheTable):
        checked(step)
