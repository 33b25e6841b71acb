"""The command line as a script sees it: exit codes, one JSON document, quiet streams, no traceback."""

import fcntl
import json
from collections.abc import Iterator

import jsonschema
import pytest

from tests.journeys.shop import STORE, Shop, opened
from tests.journeys.terminal import SCHEMAS, onshelf, valid
from tests.journeys.test_apply import SHEET


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(tmp_path_factory.mktemp("shop")) as there:
        yield there


def test_the_documents_of_all_jobs_are_what_their_schemas_say(shop: Shop) -> None:
    shop.sheet("json.csv", SHEET.replace("22,", "cheap,"))

    checked = onshelf(shop, "check", "json.csv", "--json")
    planned = onshelf(shop, "--json", "plan", "json.csv", "--store", STORE)
    run = onshelf(shop, "run", "json.csv", "--store", STORE, "--yes", "--json")

    assert (checked.returncode, planned.returncode, run.returncode) == (3, 3, 3)
    assert valid("check", checked.stdout)["counts"] == {"rows": 4, "ok": 3, "error": 1, "warning": 0}
    assert valid("plan", planned.stdout)["counts"]["create"] == 3
    document = valid("run", run.stdout)
    assert document["reconciled"] is True
    assert document["totals"]["created"] + document["totals"]["refused"] == 4


def test_events_are_what_their_schema_says(shop: Shop) -> None:
    shop.sheet("events.csv", SHEET)
    done = onshelf(shop, "run", "events.csv", "--store", STORE, "--yes", "--events", "events.jsonl")
    schema = json.loads((SCHEMAS / "events.schema.json").read_text("utf-8"))
    lines = [json.loads(line) for line in (shop.folder / "events.jsonl").read_text("utf-8").splitlines()]

    for line in lines:
        jsonschema.Draft202012Validator(schema).validate(line)
    stages = [line["type"] for line in lines if line["type"] not in ("progress", "waiting")]
    assert done.stderr == ""  # no bars where no terminal is
    assert stages == ["started", "checked", "planned", "finished"]
    sent = [line for line in lines if line.get("work") == "sending"]
    assert sent[-1]["done"] == sent[-1]["total"] > 0
    assert sent[-1]["quota"]["left"] < sent[-1]["quota"]["of"]


def test_without_a_terminal_and_without_yes_nothing_is_applied_and_the_next_command_works(shop: Shop) -> None:
    shop.sheet("ask.csv", "sku,name,retail_price\nASKED,Tasse,3\n")
    before = len(shop.ledger())
    asked = onshelf(shop, "run", "ask.csv", "--store", STORE)
    assert (asked.returncode, len(shop.ledger())) == (2, before)

    command = asked.stderr.strip().split(": ")[-1].split()
    applied = onshelf(shop, *command[1:])
    assert applied.returncode == 0
    assert any(product["sku"] == "ASKED" for product in shop.state())


def test_pending_changes_have_their_own_exit_code(shop: Shop) -> None:
    shop.sheet("pending.csv", "sku,name,retail_price\nPENDING,Bol,4\n")

    assert onshelf(shop, "plan", "pending.csv", "--store", STORE, "--detailed-exitcode").returncode == 10
    assert onshelf(shop, "plan", "pending.csv", "--store", STORE).returncode == 0


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", "no-such-file.csv"], 66),
        (["plan", "ask.csv", "--store", "nowhere"], 78),
        (["apply", "no-such-plan.json", "--yes"], 2),
        (["explain", "no.such"], 2),
        (["frobnicate"], 2),
        (["stores", "add", "x", "--api", "http://127.0.0.1:9/api/v3", "--id", "1"], 2),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence_with_its_code(shop: Shop, words: list[str], code: int) -> None:
    shop.sheet("ask.csv", "sku,name,retail_price\nASKED,Tasse,3\n")
    done = onshelf(shop, *words)

    assert done.returncode == code
    assert done.stderr.strip()
    assert done.stdout == ""


def test_a_store_that_does_not_answer_is_69_and_a_wrong_token_77(shop: Shop) -> None:
    shop.sheet("away.csv", "sku,name,retail_price\nAWAY,Tasse,3\n")
    add = ["stores", "add", "away", "--api", "http://127.0.0.1:9/api/v3", "--id", "1", "--token-env", "AWAY_TOKEN"]
    assert onshelf(shop, *add).returncode == 0

    assert onshelf(shop, "plan", "away.csv", "--store", "away", AWAY_TOKEN="secret_x").returncode == 69
    assert onshelf(shop, "plan", "away.csv", "--store", STORE, ONSHELF_TEST_TOKEN="secret_wrong").returncode == 77


def test_a_store_that_is_being_written_to_is_75(shop: Shop) -> None:
    shop.sheet("busy.csv", "sku,name,retail_price\nBUSY,Tasse,3\n")
    onshelf(shop, "run", "busy.csv", "--store", STORE, "--yes")
    lock = next((shop.folder / "home" / "locks").glob("*.lock"))
    before = len(shop.ledger())

    with lock.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        shop.sheet("busy.csv", "sku,name,retail_price\nBUSY,Tasse,4\n")
        done = onshelf(shop, "run", "busy.csv", "--store", STORE, "--yes")

    assert (done.returncode, len(shop.ledger())) == (75, before)


def test_one_unreadable_sheet_does_not_keep_the_others_waiting(shop: Shop) -> None:
    shop.sheet("good.csv", "sku,name,retail_price\nGOOD,Tasse,3\n")
    shop.sheet("bad.csv", "")
    done = onshelf(shop, "check", "bad.csv", "good.csv", "--json")

    bad, good = json.loads(done.stdout)["documents"]
    assert done.returncode == 66
    assert bad["error"]["code"] == "file.empty"
    assert good["counts"]["rows"] == 1


def test_reports_never_overwrite(shop: Shop) -> None:
    shop.sheet("twice.csv", "sku,name,retail_price\nTWICE,Tasse,3\n")
    first = json.loads(onshelf(shop, "check", "twice.csv", "--out-dir", "out", "--json").stdout)["reports"]
    second = json.loads(onshelf(shop, "check", "twice.csv", "--out-dir", "out", "--json").stdout)["reports"]

    assert set(first.values()).isdisjoint(second.values())
    assert all((shop.folder / path).exists() for path in [*first.values(), *second.values()])


def test_where_nobody_watches_there_is_no_colour_and_no_progress(shop: Shop) -> None:
    shop.sheet("plain.csv", "sku,name,retail_price\nPLAIN,Tasse,3\n")
    done = onshelf(shop, "check", "plain.csv")

    assert "\x1b" not in done.stdout + done.stderr
    assert done.stderr == ""


def test_french_is_spoken_on_request(shop: Shop) -> None:
    shop.sheet("fr.csv", "sku,name,retail_price\nFR,Tasse,cher\n")
    done = onshelf(shop, "check", "fr.csv", "--lang", "fr")

    assert "lignes" in done.stdout or "ligne" in done.stdout
    assert "« cher »".replace(" ", "\u00a0") in done.stdout


def test_a_sheet_that_is_named_like_an_option_is_given_back_as_a_file(shop: Shop) -> None:
    shop.sheet("-x.csv", "sku,name,retail_price\nOPTION,Tasse,3\n")
    planned = onshelf(shop, "plan", "--store", STORE, "--", "-x.csv")
    plan = planned.stderr.partition("onshelf apply ")[2].split()[0]
    applied = onshelf(shop, "apply", plan, "--yes")

    assert plan.startswith("./-x")
    assert (planned.returncode, applied.returncode) == (0, 0)


def test_an_address_of_another_version_of_the_api_is_refused(shop: Shop) -> None:
    add = ["stores", "add", "older", "--id", "1", "--token-env", "OLDER_TOKEN", "--api"]
    refused = onshelf(shop, *add, "https://shop.example/api/v2")

    assert refused.returncode == 78
    assert "/api/v3" in refused.stderr
    assert "older" not in onshelf(shop, "stores", "list").stdout


def test_a_code_that_nobody_could_have_meant_names_no_stranger(shop: Shop) -> None:
    assert "nearest" not in onshelf(shop, "explain", "nope.nope").stderr
    assert "price.ambiguous" in onshelf(shop, "explain", "price.ambigous").stderr
