"""The file of faults: what it takes, what it refuses, when faults strike, and what is told of them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from batch.sandbox import Settings, running
from batch.sandbox.faults.document import faults
from batch.sandbox.faults.kinds import KINDS
from docs.faults import schema_text
from tests.sandbox.shop import Shop

ROOT = Path(__file__).parents[3]
PUBLISHED = json.loads((ROOT / "docs" / "json" / "faults.schema.json").read_text("utf-8"))
SCHEMA = jsonschema.Draft202012Validator(PUBLISHED)
PAGE = (ROOT / "docs" / "sandbox.md").read_text("utf-8")
LOST = {"name": "answer_lost"}

REFUSED: list[tuple[Any, str]] = [
    ([], "faults are an object"),
    ({"faults": {}}, "faults is a list"),
    ({"fault": []}, "does not take fault; it takes seed, faults"),
    ({"seed": "7", "faults": []}, "seed is a whole number"),
    ({"faults": ["answer_lost"]}, "a fault is an object with a name"),
    ({"faults": [{"on": "any"}]}, "a fault is an object with a name"),
    ({"faults": [{"name": "answer_lots"}]}, "there is no fault answer_lots; there is answer_lost"),
    ({"faults": [{"name": "answer_lost", "on": "orders"}]}, "answer_lost is for any or profile .* not for orders"),
    ({"faults": [{"name": "no_room", "on": "update"}]}, "no_room is for create, not for update"),
    ({"faults": [{"name": "answer_lost", "seconds": 3}]}, "answer_lost does not take seconds; it takes name, on"),
    ({"faults": [{"name": "answer_lost", "nth": 0}]}, "nth of answer_lost counts from 1"),
    ({"faults": [{"name": "answer_lost", "nth": [1, "2"]}]}, "nth of answer_lost counts from 1"),
    ({"faults": [{"name": "answer_lost", "every": True}]}, "every of answer_lost counts from 1"),
    ({"faults": [{"name": "answer_lost", "times": -1}]}, "times of answer_lost counts from 1"),
    ({"faults": [{"name": "answer_lost", "probability": 1.5}]}, "probability of answer_lost is above 0 and at most 1"),
    ({"faults": [{"name": "answer_lost", "nth": 1, "every": 2}]}, "answer_lost has nth and every: one of them"),
    ({"faults": [{"name": "no_answer", "seconds": "soon"}]}, "seconds of no_answer takes text like .* not 'soon'"),
    ({"faults": [{"name": "page_short", "most": 100}]}, "most of page_short takes a whole number from 1 to 99"),
    ({"faults": [{"name": "server_error", "status": 501}]}, "status of server_error takes 503 or 500"),
    ({"faults": [{"name": "server_error", "status": None}]}, "status of server_error takes"),
]
TAKEN: list[dict[str, Any]] = [
    {},
    {"seed": 3, "faults": []},
    {"faults": [LOST, LOST]},
    {"faults": [{**LOST, "on": "poll", "nth": [1, 3], "times": 1}]},
    {"faults": [{**LOST, "from": 2}, {**LOST, "every": 3}, {**LOST, "probability": 1}]},
    {"faults": [{"name": "no_answer", "seconds": 0.5}, {"name": "no_answer", "seconds": "7"}]},
    {"faults": [{"name": "server_error", "status": 504, "done": "yes", "body": "html"}]},
    {"faults": [{"name": "too_many_requests", "retry_after": -5}]},
    {"faults": [{"name": "too_many_requests", "retry_after": "in a while"}]},
    {"faults": [{"name": kind.name} for kind in KINDS]},
]


@pytest.mark.parametrize(("document", "words"), REFUSED)
def test_what_is_not_possible_is_refused_in_a_sentence(shop: Shop, document: Any, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        faults(document)
    reply = shop.witness.put("faults", json=document)
    assert (reply.status_code, "." in reply.json()["errorMessage"][-1:]) == (400, False)
    assert not SCHEMA.is_valid(document)


@pytest.mark.parametrize("document", TAKEN)
def test_what_is_possible_is_taken_and_the_schema_agrees(shop: Shop, document: dict[str, Any]) -> None:
    assert SCHEMA.is_valid(document)
    assert shop.witness.put("faults", json=document).status_code == 200


def test_a_file_that_is_no_json_is_refused(shop: Shop) -> None:
    assert shop.witness.put("faults", content=b"answer_lost").status_code == 400


def test_settings_refuse_a_fault_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="there is no fault answer_lots"):
        Settings(faults={"faults": [{"name": "answer_lots"}]})


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)


def test_the_published_schema_is_the_one_of_the_code() -> None:
    assert json.loads(schema_text()) == PUBLISHED, "python -m docs.tables prints it anew"


def test_the_example_of_the_page_is_the_sample() -> None:
    sample = (ROOT / "samples" / "faults.json").read_text("utf-8")

    assert sample in PAGE
    faults(json.loads(sample))


def test_what_is_told_of_a_fault_can_be_given_again(shop: Shop) -> None:
    shop.strike(*({"name": kind.name} for kind in KINDS), seed=5)
    told = shop.witness.get("faults").json()
    again = [{key: fault[key] for key in fault if key not in ("seen", "fired", "at")} for fault in told["faults"]]

    assert shop.witness.put("faults", json={"seed": told["seed"], "faults": again}).json() == told


WHEN: list[tuple[dict[str, Any], list[int]]] = [
    ({}, [1]),
    ({"nth": 3}, [3]),
    ({"nth": [2, 5]}, [2, 5]),
    ({"from": 5}, [5, 6, 7, 8]),
    ({"from": 5, "times": 2}, [5, 6]),
    ({"every": 3}, [3, 6]),
    ({"every": 3, "times": 1}, [3]),
    ({"probability": 1, "times": 4}, [1, 2, 3, 4]),
]


@pytest.mark.parametrize(("when", "struck"), WHEN)
def test_a_fault_strikes_when_it_is_told_to(shop: Shop, when: dict[str, Any], struck: list[int]) -> None:
    shop.strike({"name": "server_error", **when})
    statuses = [shop.api.get("profile").status_code for _ in range(8)]
    told = shop.witness.get("faults").json()["faults"][0]

    assert [nth for nth, status in enumerate(statuses, 1) if status == 503] == struck
    assert (told["seen"], told["fired"], told["at"]) == (8, len(struck), struck)


def test_a_fault_counts_only_the_calls_it_is_for(shop: Shop) -> None:
    product_id = shop.create({"sku": "A"})
    shop.strike({"name": "server_error", "on": "read", "nth": 2})
    paths = ["products", f"products/{product_id}", "profile", f"products?productId={product_id}", "products"]

    assert [shop.api.get(path).status_code for path in paths] == [200, 200, 200, 503, 200]


def test_chance_is_the_seed_s_and_nothing_else_s(shop: Shop) -> None:
    def struck(seed: int) -> list[int]:
        shop.strike({"name": "server_error", "probability": 0.3}, seed=seed)
        return [shop.api.get("profile").status_code for _ in range(40)]

    first = struck(1)
    assert struck(1) == first
    assert struck(2) != first
    assert 2 < first.count(503) < 30


def test_of_two_that_answer_in_place_of_the_store_the_first_does(shop: Shop) -> None:
    shop.strike({"name": "server_error", "status": 502}, {"name": "token_refused"})

    assert [shop.api.get("profile").status_code for _ in range(2)] == [502, 200]
    assert shop.fired() == {"server_error": 1, "token_refused": 0}


def test_a_reset_brings_back_the_faults_of_the_beginning() -> None:
    with running(Settings(faults={"faults": [{"name": "server_error"}]})) as where:
        shop = Shop(where)
        for _ in range(2):
            assert [shop.api.get("profile").status_code for _ in range(2)] == [503, 200]
            shop.strike()
            assert shop.api.get("profile").status_code == 200
            shop.witness.post("reset")
        shop.close()


def test_the_command_takes_a_file_and_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text('{"faults": [{"name": "answer_lots"}]}', "utf-8")
    asked = [sys.executable, "-m", "batch.cli", "--home", str(tmp_path / "home"), "sandbox", "serve", "--faults"]
    said = subprocess.run([*asked, str(wrong)], capture_output=True, text=True, timeout=60, check=False)

    assert (said.returncode, said.stdout) == (78, "")
    assert "there is no fault answer_lots; there is answer_lost" in said.stderr
