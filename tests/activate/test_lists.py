"""Every finding that a list of products can get, and which product each row of it means."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from batch.activate import Asked, readiness, switched
from batch.model.catalog import Sheet
from batch.model.codes import CODES
from batch.model.named import NOTHING, known, shelf
from batch.model.places import Places
from tests.making import addressed, sheet, snapshot

OURS = [code.name for code in CODES if code.name.startswith("activation.")]


@dataclass(frozen=True)
class Case:
    """``switches``: for each row the item that it means, ``-`` for none. ``export``: of Retail POS."""

    why: str
    list: str
    store: Sequence[Mapping[str, Any]]
    finds: Sequence[str]
    asked: str
    switches: Sequence[str]
    export: str = ""
    fires: str = ""
    spares: str = ""


CASES = [
    Case(**document)
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
    for document in tomllib.loads(path.read_text("utf-8"))["case"]
]


def asked(words: str) -> Asked:
    said = words.split()
    return Asked("1" if said[0] == "activate" else "0", "online" in said, "in-store" in said, "strict" in said)


def places(listed: Sheet) -> Places:
    return Places(listed, listed.known())


def meant(rows: pd.DataFrame) -> list[str]:
    ids = rows["ecom_id"].fillna("-").tolist() if "ecom_id" in rows else ["-"] * len(rows)
    return ["ignored" if says == "ignore" else id_ for id_, says in zip(ids, rows["command"], strict=True)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.fires or 'not ' + case.spares}: {case.why}")
def test_a_list_gives_exactly_these_findings(case: Case) -> None:
    listed, there = sheet(case.list), shelf(snapshot(case.store))
    pos = known(sheet(case.export)) if case.export else NOTHING
    rows = switched(listed, there, pos, asked(case.asked))

    assert addressed(readiness(rows, there, pos, asked(case.asked), places(listed))) == case.finds
    assert meant(rows) == case.switches


@pytest.mark.parametrize("kind", ["fires", "spares"])
def test_every_code_has_a_case_that_makes_it_fire_and_one_that_only_just_does_not(kind: str) -> None:
    told = {code for case in CASES for code in ([getattr(case, kind)] if kind == "spares" else case.finds)}

    assert [code for code in OURS if not any(line.split(" ")[0] == code for line in told)] == []


EXPORT = "id,handle,sku,name\nid-1,glove,G-S,Glove\nid-2,glove,G-M,Glove\nid-3,mug,MUG,Mug\n"
STORE: list[dict[str, Any]] = [
    {"id": "1", "sku": "G", "variations": [{"id": "11", "sku": "G-S"}, {"id": "12", "sku": "G-M"}]},
    {"id": "2", "sku": "MUG"},
]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("handle\nglove\nmug\nhat\n", ["1", "2", "-"]),
        ("id\nid-2\nid-3\n", ["1/12", "2"]),
        ("sku\nG-S\n", ["1/11"]),
    ],
)
def test_an_export_of_retail_pos_says_what_handles_and_ids_stand_for(text: str, items: Sequence[str]) -> None:
    rows = switched(sheet(text), shelf(snapshot(STORE)), known(sheet(EXPORT)), asked("activate all in-store online"))

    assert meant(rows) == items
    assert rows["id"].notna().tolist() == [item != "1" and item != "-" for item in items]


@pytest.mark.parametrize(
    ("text", "export", "name"),
    [
        ("sku,name\nMUG,Cup\n", EXPORT, None),
        ("sku,name\nHAT,Straw hat\n", EXPORT, "Straw hat"),
        ("sku\nHAT\n", EXPORT + "id-4,hat,HAT,Hat\n", "Hat"),
    ],
)
def test_what_the_store_does_not_know_has_its_name_for_retail_pos(text: str, export: str, name: str | None) -> None:
    rows = switched(sheet(text), shelf(snapshot(STORE)), known(sheet(export)), asked("deactivate in-store"))

    assert rows.get("name", pd.Series([None], index=[2]))[2] == name


def test_nothing_else_of_the_list_is_taken_over() -> None:
    rows = switched(
        sheet("sku,retail_price,active_online,name\nMUG,9,1,Cup\n"),
        shelf(snapshot(STORE)),
        NOTHING,
        asked("deactivate online"),
    )

    assert rows.loc[2].dropna().to_dict() == {"sku": "MUG", "command": "update", "active_online": "0", "ecom_id": "2"}
