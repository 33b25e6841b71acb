"""The file for Retail POS: what the store was read back to hold, in the columns that X-Series takes."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from batch import jobs
from schemas.results import POS_IMPORT
from tests.journeys.shop import EVERYTHING, Shop, document, opened, written
from tests.journeys.test_export import options, variation
from tests.reports.test_harmless import live, read

HEADINGS = (
    "id,handle,sku,name,description,variant_option_one_name,variant_option_one_value,active_online,weight,weight_unit,"
    "supply_price,retail_price,brand_name,active,track_inventory,inventory_Main_Outlet\n"
)
SHEET = (
    HEADINGS
    + """id-1,mug,MUG,Tasse bleue,<p>Grès</p>,,,1,1.5,LB,4,18.50,Argile,1,1,7
id-2,scarf,SCARF-S,Foulard,,Size,S,0,0,LB,9,40,Laine,1,1,3
id-3,scarf,SCARF-L,Foulard,,Size,L,0,0,LB,9,45,Laine,1,1,2
id-4,bowl,BOWL,Bol,,,,0,0,LB,5,22,Argile,1,1,0
"""
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with opened(tmp_path) as there:
        there.run(there.sheet("first.csv", SHEET))
        yield there


def told(done: jobs.Done) -> str:
    text = written(done, "pos_import")
    POS_IMPORT.validate(pd.read_csv(io.StringIO(text), dtype=str))
    return text


def edited(shop: Shop, *pairs: tuple[str, str]) -> jobs.Done:
    text = SHEET
    for old, new in pairs:
        text = text.replace(old, new)
    return shop.run(shop.sheet("edited.csv", text))


def test_only_changed_products_and_changed_columns_are_told(shop: Shop) -> None:
    done = edited(shop, ("18.50", "19.25"))

    assert told(done) == "id,handle,sku,name,retail_price\nid-1,mug,MUG,Tasse bleue,19.25\n"
    assert document(done)["reports"]["pos_import"].endswith("edited.pos-import.csv")


def test_a_family_is_told_whole(shop: Shop) -> None:
    done = edited(shop, (",45,", ",47.5,"))

    assert told(done) == (
        "id,handle,sku,name,retail_price\nid-2,scarf,SCARF-S,Foulard,40.00\nid-3,scarf,SCARF-L,Foulard,47.50\n"
    )


def test_the_online_state_is_an_explicit_0_or_1(shop: Shop) -> None:
    done = edited(shop, ("Grès</p>,,,1", "Grès</p>,,,non"), (",22,", ",23,"))

    assert told(done) == (
        "id,handle,sku,name,active_online,retail_price\nid-1,mug,MUG,Tasse bleue,0,18.50\nid-4,bowl,BOWL,Bol,0,23.00\n"
    )


def test_a_weight_is_told_with_its_unit_as_typed(shop: Shop) -> None:
    done = edited(shop, ("1.5,LB", "2,OZ"))

    assert told(done) == "id,handle,sku,name,weight,weight_unit\nid-1,mug,MUG,Tasse bleue,2,OZ\n"


def test_a_blank_cell_of_a_told_row_is_what_the_store_holds(shop: Shop) -> None:
    done = edited(shop, ("Tasse bleue,<p>Grès</p>", "Tasse,"), ("id-4,bowl,BOWL,Bol,", "id-4,bowl,BOWL,Bol,Rond"))

    assert [row["description"] for row in csv.DictReader(io.StringIO(told(done)))] == ["<p>Grès</p>", "Rond"]


def test_a_refused_row_brings_nothing_into_retail_pos_that_the_store_does_not_hold(shop: Shop) -> None:
    done = edited(shop, (",45,", ",47.5,"), ("S,0,0,LB,9,40,", "S,0,heavy,LB,9,41,"))

    assert [row["retail_price"] for row in csv.DictReader(io.StringIO(told(done)))] == ["40.00", "47.50"]


def test_a_new_product_is_told_with_all_that_was_sent(shop: Shop) -> None:
    done = shop.run(shop.sheet("new.csv", HEADINGS + ",vase,VASE,Vase,Haut,,,1,0,,3,31,Argile,1,1,4\n"))

    assert told(done) == (
        "id,handle,sku,name,description,active_online,weight,retail_price,brand_name\n"
        ",vase,VASE,Vase,Haut,1,0,31.00,Argile\n"
    )


def test_a_product_that_went_offline_by_its_in_store_state_is_told_so(shop: Shop) -> None:
    done = shop.run(shop.sheet("off.csv", "id,handle,sku,name,active\nid-1,mug,MUG,Tasse bleue,0\n"))

    assert told(done) == "id,handle,sku,name,active\nid-1,mug,MUG,Tasse bleue,0\n"


def test_an_image_is_nothing_for_retail_pos(shop: Shop) -> None:
    done = shop.run(shop.sheet("image.csv", "sku,image_url\nMUG,https://shop.example/1.jpg\n"))

    assert done.report.totals["updated"] == 1
    assert "pos_import" not in done.files


def test_a_run_that_changed_nothing_has_no_such_file(shop: Shop) -> None:
    assert "pos_import" not in edited(shop).files


def test_a_plan_has_no_such_file_and_its_apply_has(shop: Shop) -> None:
    plan = shop.plan(shop.sheet("later.csv", SHEET.replace("18.50", "19.25")))
    first, again = shop.apply(plan.files["plan"]), shop.apply(plan.files["plan"])

    assert "pos_import" not in plan.files
    assert told(first) == told(again) == "id,handle,sku,name,retail_price\nid-1,mug,MUG,Tasse bleue,19.25\n"


def test_the_file_given_back_changes_nothing(shop: Shop) -> None:
    done = edited(shop, ("Tasse bleue", "=1+1"), ("<p>Grès</p>", '"a,-b"'), (",45,", ",47.5,"), ("1.5,LB", "2,OZ"))
    again = shop.plan(Path(done.files["pos_import"]))

    assert "'=1+1" in told(done)
    assert again.report.counts["unchanged"] == 3
    assert again.report.plan is not None
    assert again.report.plan.changes == ()


def test_what_was_deleted_is_told_with_what_it_was_and_given_back_it_is_not_made_again(shop: Shop) -> None:
    text = "id,sku,command,retail_price\nid-1,MUG,delete,\nid-3,SCARF-L,delete,\nid-4,BOWL,,23\n"
    done = shop.run(shop.sheet("gone.csv", text), EVERYTHING)
    again = shop.plan(Path(done.files["pos_import"])).report

    assert told(done) == (
        "id,sku,name,active_online,retail_price\nid-1,MUG,Tasse bleue,0,18.50\nid-4,BOWL,Bol,0,23.00\n"
    )
    assert "delete.pos_keeps" in [found.code for found in done.report.findings]
    assert (again.plan and again.plan.changes, again.counts["refused"], again.counts["ignored"]) == ((), 0, 1)


POS = {"externalReferenceId": "pos-22"}
LINKED = [
    {"id": 2, "sku": "G", "name": "Glove", "price": 20, "enabled": True, "options": options("Size")}
    | {
        "combinations": [
            variation(21, "G-21", Size="S"),
            variation(22, "G-22", Size="M") | POS,
            variation(23, "G-23", Size="L"),
        ]
    },
]


def test_variants_that_the_sheet_lacks_are_told_where_the_store_knows_their_id_in_retail_pos(tmp_path: Path) -> None:
    with opened(tmp_path, seed=LINKED) as shop:
        done = shop.run(shop.sheet("one.csv", "id,handle,sku,retail_price\npos-1,glove,G-21,25\n"), EVERYTHING)
        again = shop.plan(Path(done.files["pos_import"])).report

    assert told(done) == (
        "id,handle,sku,name,retail_price\npos-1,glove,G-21,Glove,25.00\npos-22,glove,G-22,Glove,20.00\n"
    )
    left = [dict(found.facts)["skus"] for found in done.report.findings if found.code == "store.variants_left"]
    assert left == ["G-22, G-23"]
    assert (again.plan and again.plan.changes, again.counts["unchanged"]) == ((), 2)


def test_a_sheet_without_handles_has_its_families_told_whole_too(shop: Shop) -> None:
    text = "id,sku,retail_price\nid-2,SCARF-S,40\nid-3,SCARF-L,47\n"

    assert told(shop.run(shop.sheet("bare.csv", text))) == (
        "id,sku,name,retail_price\nid-2,SCARF-S,Foulard,40.00\nid-3,SCARF-L,Foulard,47.00\n"
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_of_the_file_is_live_however_it_is_split(shop: Shop, delimiter: str) -> None:
    done = edited(shop, ("Tasse bleue", "=1+1"), ("<p>Grès</p>", '"a;=1+1,-b"'), ("Argile", "@brand"))

    assert [cell for row in read(told(done), delimiter) for cell in row if live(cell)] == []
