"""A sheet that is the whole catalog: what it lacks is deleted or hidden, and only where it may not be a part."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import xlsxwriter

from batch.errors import Usage
from tests.journeys.deleting import HEAD, HIDE, MIRROR, SHEET, WITHOUT_CUP_AND_HAT, filled, product, skus
from tests.journeys.shop import STORE, Shop, document, opened, written
from tests.journeys.terminal import onshelf, valid


@pytest.fixture(scope="module")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(tmp_path_factory.mktemp("shop"), seed=[]) as there:
        yield there


@pytest.fixture
def shop(market: Shop) -> Shop:
    return filled(market)


def test_what_is_gone_before_it_could_be_hidden_is_no_conflict(shop: Shop) -> None:
    """No row names it, so nobody could take one out."""
    plan = shop.plan(shop.sheet("some.csv", WITHOUT_CUP_AND_HAT), HIDE)
    shop.delete(product(shop, "CUP")["id"])
    done = shop.apply(plan.files["plan"])

    assert (done.exit_code, done.report.outcomes["conflict"]) == (0, 0)
    assert {one.reason.code for one in done.report.details if one.reason} == {"apply.gone_before"}


def test_a_mirror_deletes_what_the_sheet_lacks_and_then_there_is_nothing_to_do(shop: Shop) -> None:
    sheet = shop.sheet("some.csv", WITHOUT_CUP_AND_HAT)
    done = shop.run(sheet, MIRROR)

    assert skus(shop) == {"MUG", "G-S", "G-M", "G-M-family"}
    assert (done.exit_code, done.report.reconciled, document(done)["beside"]) == (0, True, {"deleted": 2})
    assert sum(done.report.totals.values()) == 3
    assert [line.split(",")[2] for line in written(done, "changes").splitlines()[1:]] == [""] * 4
    assert shop.plan(sheet, MIRROR).report.plan.changes == ()  # type: ignore[union-attr]


def test_a_mirror_that_hides_leaves_the_products_where_they_are(shop: Shop) -> None:
    before = skus(shop)
    done = shop.run(shop.sheet("some.csv", WITHOUT_CUP_AND_HAT), HIDE)

    assert skus(shop) == before
    assert {there["sku"] for there in shop.state() if there["enabled"]} == {"MUG"}
    assert (done.exit_code, document(done)["beside"]) == (0, {"updated": 2})


def test_nothing_is_deleted_until_it_is_allowed_by_name(shop: Shop) -> None:
    shop.sheet("some.csv", WITHOUT_CUP_AND_HAT)
    before = shop.ledger()
    done = onshelf(shop, "run", "some.csv", "--store", STORE, "--mirror", "--yes", "--json")
    shown = valid("plan", done.stdout)

    assert (done.returncode, shop.ledger()) == (6, before)
    assert (shown["counts"]["delete"], shown["counts"]["without_row"]) == (2, 2)
    assert [guard["guard"] for guard in shown["plan"]["guards"]] == ["deletes", "disables"]
    assert {change["row"] for change in shown["changes"]} == {None}


@pytest.mark.parametrize(
    ("options", "sheets"),
    [
        pytest.param(["--mirror"], {"a.csv": "sku,name\nMUG,Mug\n"}, id="few columns"),
        pytest.param(["--mirror"], {"a.csv": SHEET, "b.csv": SHEET}, id="several sheets"),
        pytest.param(["--mirror"], {"a.csv": HEAD + "1,x,X,Bowl,3,,,1,ignore\n"}, id="no product"),
        pytest.param(
            ["--mirror"], {"a.csv": f"{HEAD[:-1]},sku\n1,x,X,Bowl,3,,,1,,CUP\n"}, id="a second table beside it"
        ),
        pytest.param(["--missing", "delete"], {"a.csv": SHEET}, id="no mirror"),
    ],
)
def test_a_mirror_of_what_may_be_a_part_is_refused(shop: Shop, options: list[str], sheets: dict[str, str]) -> None:
    for name, text in sheets.items():
        shop.sheet(name, text)
    done = onshelf(shop, "plan", *sheets, "--store", STORE, *options)

    assert done.returncode == 2
    assert "--mirror" in done.stderr


def test_a_mirror_of_one_worksheet_among_several_catalogs_is_refused(shop: Shop) -> None:
    with xlsxwriter.Workbook(shop.folder / "two.xlsx") as book:
        for name, lines in (("Cups", SHEET), ("Bowls", SHEET.replace("MUG", "BOWL"))):
            worksheet = book.add_worksheet(name)
            for number, line in enumerate(lines.splitlines()):
                worksheet.write_row(number, 0, line.split(","))
    done = onshelf(shop, "plan", "two.xlsx", "--store", STORE, "--mirror", "--missing", "disable")

    assert done.returncode == 2
    assert "Bowls" in done.stderr


def test_a_sheet_of_an_export_mirrors_what_was_exported_and_no_more(shop: Shop) -> None:
    """The export was filtered: what is offline was never in it."""
    exported = onshelf(
        shop,
        "export",
        "--store",
        STORE,
        "--status",
        "active",
        "--channel",
        "online",
        "--out",
        f"online-{shop.store_id}.csv",
    )
    assert exported.returncode == 0
    path = shop.folder / f"online-{shop.store_id}.csv"
    lines = path.read_text("utf-8-sig").splitlines()
    edited = shop.sheet("edited.csv", "\n".join(line for line in lines if "CUP" not in line) + "\n")
    planned = shop.plan(edited, MIRROR)
    unmarked = shop.sheet("unmarked.csv", "\n".join(line.rpartition(",")[0] for line in lines) + "\n")
    with pytest.raises(Usage, match="part_of_store"):
        shop.plan(unmarked, MIRROR)
    path.unlink()

    assert [change.sku for change in planned.report.plan.changes] == ["CUP"]  # type: ignore[union-attr]
    assert "mirror.not_exported" in [found.code for found in planned.report.findings]
    with pytest.raises(Usage):
        shop.plan(edited, replace(MIRROR, base="none"))
