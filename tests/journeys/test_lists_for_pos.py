"""What a list of products leaves in the file for Retail POS: the state in-store, and each variant with its ID."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from batch.jobs import activation
from tests.journeys.lists import SEED, enabled, for_pos, ordered, switched
from tests.journeys.shop import Shop, opened, written

POS_EXPORT = "id,handle,sku,name\nid-s,glove,G-S,Glove\nid-m,glove,G-M,Glove\n"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened(tmp_path, seed=SEED) as there:
        yield there


def test_the_in_store_state_goes_into_the_file_for_retail_pos_and_nowhere_else(shop: Shop) -> None:
    done = switched(shop, "deactivate", shop.sheet("list.csv", "sku\nMUG\nCUP\n"), "in-store")

    assert for_pos(done) == [
        {"id": "pos-1", "sku": "MUG", "name": "Mug", "active": "0"},
        {"id": "", "sku": "CUP", "name": "Cup", "active": "0"},
    ]
    assert shop.ledger() == []
    assert "list.pos-import.csv" in written(done, "manifest")
    assert {found.code for found in done.report.findings} == {"activation.in_store", "activation.no_pos_id"}


def test_both_channels_at_once(shop: Shop) -> None:
    done = switched(shop, "activate", shop.sheet("list.csv", "sku\nMUG\nCUP\n"), "all")

    assert enabled(shop) == {"MUG": True, "GLOVE": True, "CUP": True}
    assert for_pos(done) == [
        {"id": "pos-1", "sku": "MUG", "name": "Mug", "active_online": "1", "active": "1"},
        {"id": "", "sku": "CUP", "name": "Cup", "active_online": "1", "active": "1"},
    ]


def test_a_refused_row_has_no_line_in_the_file_for_retail_pos(shop: Shop) -> None:
    path, catalog = shop.sheet("list.csv", "sku,id\nG-S,x\nCUP,x\nG-M,\n"), shop.sheet("pos.csv", POS_EXPORT)
    done = switched(shop, "deactivate", path, "all", catalog=catalog)

    assert [row.result for row in done.report.rows] == ["refused", "refused", "updated"]
    assert [(row["id"], row["sku"]) for row in for_pos(done)] == [("id-m", "G-M")]


@pytest.mark.parametrize(
    ("listed", "cells", "results"),
    [
        ("sku,id\nG-S,\nCUP,id-s\n", ["B3"], ["updated", "refused"]),
        ("sku,id\nG-S,id-s\nCUP,id-s\n", ["B2", "B3"], ["refused", "refused"]),
        ("sku\nMUG\nOTHER-MUG\n", ["A2", "A3"], ["refused", "refused"]),
    ],
    ids=["looked up for one row", "typed twice", "looked up for both"],
)
def test_an_id_of_two_rows_is_told_where_the_list_has_it(
    shop: Shop, listed: str, cells: Sequence[str], results: Sequence[str]
) -> None:
    shop.sheet("pos.csv", POS_EXPORT + "pos-1,mug,OTHER-MUG,Mug\n")
    done = switched(shop, "deactivate", shop.sheet("list.csv", listed), "all", catalog=shop.folder / "pos.csv")

    assert [found.cell for found in done.report.findings if found.code == "id.duplicate"] == cells
    assert [row.result for row in done.report.rows] == results


@pytest.mark.parametrize("channel", ["in-store", "all"])
@pytest.mark.parametrize("listed", ["handle\nglove\n", "sku\nGLOVE\n", "ecom_id\n2\n", "sku,handle\nG-M,\n,glove\n"])
def test_in_store_a_product_is_each_of_its_variants_and_never_the_stores_own_sku(
    shop: Shop, listed: str, channel: str
) -> None:
    path, catalog = shop.sheet("list.csv", listed), shop.sheet("pos.csv", POS_EXPORT)
    done = switched(shop, "deactivate", path, channel, catalog=catalog)

    lines = sorted((row["id"], row["sku"], row["name"], row["active"]) for row in for_pos(done))
    assert lines == [("id-m", "G-M", "Glove", "0"), ("id-s", "G-S", "Glove", "0")]
    assert all(row["handle"] == "glove" for row in for_pos(done) if "handle" in row)
    assert "activation.no_pos_id" not in {found.code for found in done.report.findings}


def test_a_list_that_is_applied_later_still_names_the_variants_for_retail_pos(shop: Shop) -> None:
    order = ordered("deactivate", "all", catalog=shop.sheet("pos.csv", POS_EXPORT))
    with activation.online(shop.context(), shop.sheet("list.csv", "handle\nglove\n"), order) as work:
        waiting = work.decline()
    done = shop.apply(waiting.files["plan"])

    assert [(row["id"], row["sku"], row["active_online"]) for row in for_pos(done)] == [
        ("id-s", "G-S", "0"),
        ("id-m", "G-M", "0"),
    ]


def test_a_variant_that_retail_pos_alone_has_goes_with_its_handle_and_an_id_is_one_variant(shop: Shop) -> None:
    catalog = shop.sheet("pos.csv", POS_EXPORT + "id-l,glove,G-L,Glove\n")
    by_handle = switched(shop, "deactivate", shop.sheet("a.csv", "handle\nglove\n"), "in-store", catalog=catalog)
    by_id = switched(shop, "deactivate", shop.sheet("b.csv", "id\nid-m\n"), "in-store", catalog=catalog)

    assert [row["id"] for row in for_pos(by_handle)] == ["id-s", "id-m", "id-l"]
    assert [(row["id"], row["sku"]) for row in for_pos(by_id)] == [("id-m", "G-M")]


def test_the_plan_can_be_applied_later_and_in_store_is_not_forgotten(shop: Shop) -> None:
    path = shop.sheet("list.csv", "note,sku\na,MUG\n")
    with activation.online(shop.context(), path, ordered("activate", "all")) as work:
        waiting = work.decline()
    done = shop.apply(waiting.files["plan"])

    assert "pos_import" not in waiting.files
    assert enabled(shop)["MUG"] is True
    assert [(row["active_online"], row["active"]) for row in for_pos(done)] == [("1", "1")]
