"""What a sheet does to a product's availability: every combination of its two columns with every state of the store."""

import itertools

import pytest

from tests.making import compare, planned, sheet, told

ABSENT = None  # no such column; "" is a blank cell
ONLINE, ACTIVE = ["1", "0", "", ABSENT], ["1", "0", "", ABSENT]

# active_online decides; without its column only an active of 0 does, and it only disables.
WANTED: dict[tuple[str | None, str | None], bool | None] = {
    **{("1", active): True for active in ACTIVE},
    **{("0", active): False for active in ACTIVE},
    **{("", active): None for active in ACTIVE},
    (ABSENT, "0"): False,
    (ABSENT, "1"): None,
    (ABSENT, ""): None,
    (ABSENT, ABSENT): None,
}
PLANNED = {
    True: ["enable OFF active_online 0>1", "create NEW {} active_online ->1, {}"],
    False: ["disable ON active_online 1>0", "create NEW {} active_online ->0, {}"],
    None: ["create NEW {} active_online ->0, {}"],
}
THERE = [
    {"id": "1", "sku": "ON", "name": "Mug", "retail_price": "5", "active_online": True},
    {"id": "2", "sku": "OFF", "name": "Mug", "retail_price": "5", "active_online": False},
]


@pytest.mark.parametrize(("online", "active"), list(itertools.product(ONLINE, ACTIVE)))
def test_availability_follows_the_sheet_and_a_new_product_waits_until_it_is_told(
    online: str | None, active: str | None
) -> None:
    """Of a product that is enabled, of one that is disabled, and of one that is new."""
    given = {"name": "Mug", "retail_price": "5", "active_online": online, "active": active}
    typed = {name: text for name, text in given.items() if text is not ABSENT}
    rows = [f"{sku},{','.join(typed.values())}" for sku in ("ON", "OFF", "NEW")]

    changes = planned("\n".join([f"sku,{','.join(typed)}", *rows]), THERE)

    rest = ("name ->Mug,", "sku ->NEW, retail_price ->5.00")
    assert changes == [told.format(*rest) for told in PLANNED[WANTED[online, active]]]


GLOVES = {
    "id": "1",
    "sku": "G",
    "variations": [{"id": "11", "sku": "G-S"}, {"id": "12", "sku": "G-M"}],
}


@pytest.mark.parametrize("handle", ["glove", ""])
@pytest.mark.parametrize(
    ("small", "medium", "goes"), [("0", "0", True), ("0", "1", False), ("1", "1", False), ("0", "", False)]
)
def test_a_product_goes_offline_only_when_all_its_variants_in_the_sheet_are_inactive(
    small: str, medium: str, goes: bool, handle: str
) -> None:
    text = f"handle,sku,active\n{handle},G-S,{small}\n{handle},G-M,{medium}\n"
    disabled = ["disable G-S active_online 1>0", "disable G-M active_online 1>0"]

    assert planned(text, [GLOVES]) == (disabled if goes else [])


def test_a_variant_that_is_added_to_a_product_leaves_its_availability_alone() -> None:
    text = (
        "handle,sku,retail_price,variant_option_one_name,variant_option_one_value\n"
        "glove,G-S,0,Size,S\nglove,G-L,9,Size,L\n"
    )
    there = GLOVES | {"variations": [{"id": "11", "sku": "G-S", "options": {"Size": "S"}}]}

    changes = planned(text, [there])

    assert len(changes) == 1
    assert "active_online" not in changes[0]


def test_one_inactive_variant_does_not_take_its_product_offline_while_the_pos_may_sell_another() -> None:
    assert planned("sku,active\nG-S,0\n", [GLOVES]) == []
    assert planned("sku,active\nG,0\n", [GLOVES]) == []


@pytest.mark.parametrize(
    ("medium", "tells"),
    [
        pytest.param("0,ask,", {2, 4}, id="a bad cell"),
        pytest.param("0,,create", {2, 4}, id="the store contradicts it"),
        pytest.param(",ask,", set(), id="it would not hide it anyway"),
    ],
)
def test_a_row_of_which_nothing_is_sent_does_not_help_to_hide_its_product(medium: str, tells: set[int]) -> None:
    there = GLOVES | {"variations": [{"id": str(at), "sku": f"G-{at}"} for at in (1, 2, 3)]}
    text = f"sku,active,retail_price,command\nG-1,0,7,\nG-2,{medium}\nG-3,0,,\n"
    found = compare(sheet(text), [there])

    assert [told(change) for change in found.changes] == ["update G-1 retail_price 0.00>7.00"]
    assert {one.row for one in found.findings if one.code == "store.stays_online"} == tells


def test_a_row_in_conflict_does_not_help_to_hide_its_product() -> None:
    text = "sku,active,retail_price\nG-S,1,10\nG-M,1,10\n"
    edited = text.replace(",1,", ",0,").replace("G-M,0,10", "G-M,0,11")
    found = compare(sheet(edited), [GLOVES | {"retail_price": "12"}], base=sheet(text))

    assert (found.changes, found.conflicts) == ((), (3,))
    assert [one.row for one in found.findings if one.code == "store.stays_online"] == [2]


def test_what_goes_with_a_product_is_named_once_on_the_first_row_that_moves_it() -> None:
    skus = {"11": "G-11", "12": "G-12", "13": "G-13", "14": "G-13"}  # two with one SKU are told by their ids
    there = {"id": "1", "sku": "G", "variations": [{"id": id_, "sku": sku} for id_, sku in skus.items()]}

    changes = compare(sheet("sku,active_online\nG-12,0\nG-11,0\n"), [there]).changes

    assert [(change.sku, change.also) for change in changes] == [("G-12", ("1/13", "1/14")), ("G-11", ())]


def test_a_product_without_variations_takes_nothing_with_it() -> None:
    assert [change.also for change in compare(sheet("sku,active_online\nON,0\nNEW,0\n"), THERE).changes] == [()]


BEFORE, AFTER = ["1", "0", "", ABSENT], ["1", "0", "", ABSENT]

# With the sheet as it was exported only what was turned counts. (active then, active now) to what becomes of a product.
TURNED: dict[tuple[str | None, str | None], bool | None] = {
    ("0", "1"): True,
    ("1", "0"): False,
    ("", "0"): False,
    (ABSENT, "0"): False,  # nothing is known of then: as without a base
    **{("0", now): None for now in ("0", "", ABSENT)},
    **{("1", now): None for now in ("1", "", ABSENT)},
    **{("", now): None for now in ("1", "", ABSENT)},
    **{(ABSENT, now): None for now in ("1", "", ABSENT)},
}


def _one_column(name: str, text: str | None) -> str:
    return "sku,name\nON,Mug\nOFF,Mug\n" if text is ABSENT else f"sku,name,{name}\nON,Mug,{text}\nOFF,Mug,{text}\n"


@pytest.mark.parametrize(("then", "now"), list(itertools.product(BEFORE, AFTER)))
def test_with_the_sheet_as_it_was_exported_only_what_the_merchant_turned_counts(
    then: str | None, now: str | None
) -> None:
    compared = compare(sheet(_one_column("active", now)), THERE, base=sheet(_one_column("active", then)))

    assert [told(change) for change in compared.changes] == [
        change for change in PLANNED[TURNED[then, now]] if "NEW" not in change
    ]


@pytest.mark.parametrize(("then", "now"), list(itertools.product(BEFORE, AFTER)))
def test_active_online_that_was_not_turned_moves_nothing_and_what_was_is_never_sent_over_the_stores_own_change(
    then: str | None, now: str | None
) -> None:
    """Of a product that is enabled and one that is disabled, only the one that is as it was exported can be turned."""
    typed = sheet(_one_column("active_online", now))
    compared = compare(typed, THERE, base=sheet(_one_column("active_online", then)))

    turned = {("0", "1"): ["enable OFF active_online 0>1"], ("1", "0"): ["disable ON active_online 1>0"]}
    added = {"1": ["enable OFF active_online 0>1"], "0": ["disable ON active_online 1>0"]}
    expected = turned.get((then, now or ""), []) if then in ("0", "1") else added.get(now or "", [])
    assert [told(change) for change in compared.changes] == expected
    assert compared.conflicts == ()


@pytest.mark.parametrize(
    ("then", "now", "changes"),
    [
        ("00", "00", []),
        ("01", "00", ["disable G-S active_online 1>0", "disable G-M active_online 1>0"]),
        ("11", "01", []),
        ("11", "00", ["disable G-S active_online 1>0", "disable G-M active_online 1>0"]),
        ("01", "11", []),
    ],
)
def test_a_product_goes_offline_with_the_last_of_its_variants_that_is_turned_off(
    then: str, now: str, changes: list[str]
) -> None:
    def typed(flags: str) -> str:
        return f"sku,active\nG-S,{flags[0]}\nG-M,{flags[1]}\n"

    compared = compare(sheet(typed(now)), [GLOVES], base=sheet(typed(then)))

    assert [told(change) for change in compared.changes] == changes


def test_one_variant_that_is_turned_on_brings_its_whole_product_online() -> None:
    there = GLOVES | {"active_online": False}
    base, now = "sku,active\nG-S,0\nG-M,0\n", "sku,active\nG-S,0\nG-M,1\n"

    compared = compare(sheet(now), [there], base=sheet(base))

    assert [(told(change), change.also) for change in compared.changes] == [
        ("enable G-M active_online 0>1", ("G-S",)),
    ]
