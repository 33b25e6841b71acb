"""Laws of checking and comparing over tables of any text: nothing typed in a cell is ever more than a finding."""

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from batch.check import check
from batch.model.rules import FIELDS
from schemas.headings import COLUMNS
from tests.making import addressed, compare, sheet, table

Table = tuple[list[str], list[list[str]]]

_HEADINGS = [column.name for column in COLUMNS] + ["inventory_A", "outlet_tax_A", "image_url_2", "Shelf", "", "Sku"]
_ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)
_WORDS = ["A", "a", "G-S", "Size", "S", "0", "1", "12,50", "1,234", "-1", "999999999999999", "7.0000001", "KG", "IN"]
_COMMANDS = ["create", "update", "delete", "ignore", "oui", "[clear]", "#REF!", "1E5", "1/11"]
_ODD = ["", "é", "\x1f", "\u00a0", "\ufeff"]
_TYPICAL = st.sampled_from([*_WORDS, *_COMMANDS, *_ODD])


@st.composite
def tables(draw: st.DrawFn) -> Table:
    headings = ["sku", *draw(st.lists(st.sampled_from(_HEADINGS), min_size=1, max_size=8))]
    cells = st.lists(_TYPICAL | _ANY, max_size=len(headings) + 1)
    return [*headings, "name"], draw(st.lists(cells, max_size=6))


@st.composite
def stores(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Few letters, so that SKUs, options and ids meet those of the table."""
    word = st.none() | st.sampled_from(["A", "a", "G-S", "S", "é", "", "\x1f"])
    options = st.dictionaries(st.sampled_from(["Size", "?", "S"]), st.sampled_from(["S", "A", "a\x1fb"]), max_size=2)
    held = []
    for number in range(draw(st.integers(0, 3))):
        ids = [f"{number}{at}" for at in range(draw(st.integers(0, 2)))]
        variations = [{"id": key, "sku": draw(word), "options": draw(options)} for key in ids]
        held.append({"id": str(number), "sku": draw(word), "name": draw(word), "variations": variations})
    return held


@given(tables())
@example((["sku", "weight", "weight_unit", "name"], [["A", "999999999999999", "KG"]]))
def test_checking_any_table_gives_findings_and_never_an_exception(typed: Table) -> None:
    checked = check(table(*typed))

    rows = set(checked.catalog.rows.index)
    assert checked.catalog.refused <= rows
    assert checked.catalog.ignored <= rows
    assert set(checked.understood.index) == rows


@given(tables())
def test_every_finding_points_at_the_cell_whose_text_it_quotes(typed: Table) -> None:
    shown = table(*typed)
    for found in check(shown).findings:
        if found.cell and found.row:
            heading = next(h for h in shown.headings if f"{chr(65 + h.position)}{found.row}" == found.cell)
            text = shown.cells.at[found.row, heading.position]
            assert heading.text == found.column
            assert (text.strip() if isinstance(text, str) else "") == (found.value or "")


@given(tables(), stores())
def test_every_row_of_any_table_has_one_fate_against_any_store(typed: Table, held: list[dict[str, Any]]) -> None:
    checked = check(table(*typed))
    compared = compare(checked, held)

    fates = [change.row for change in compared.changes] + [*compared.unchanged, *compared.refused]
    fates += checked.catalog.ignored
    assert sorted(fates) == sorted(checked.catalog.rows.index)


@given(tables(), stores())
def test_what_is_planned_was_typed_and_read(typed: Table, held: list[dict[str, Any]]) -> None:
    checked = check(table(*typed))
    known = {rule.name for rule in FIELDS}
    for change in compare(checked, held).changes:
        for field in change.fields:
            assert field.name in known
            assert field.name == "active_online" or field.name in checked.understood


@given(tables())
def test_what_was_understood_is_understood_the_same_when_it_is_read_again(typed: Table) -> None:
    first = check(table(*typed)).understood.fillna("")
    again = check(table(list(first.columns), first.to_numpy().tolist())).understood.fillna("")

    rows = [row for row in first.to_numpy().tolist() if any(row)]
    assert again.to_numpy().tolist() == rows


def test_a_finding_in_a_wide_sheet_has_the_address_that_excel_shows() -> None:
    extra = ",".join(f"x{number}" for number in range(30))
    found = check(sheet(f"sku,{extra},retail_price\nA,{',' * 29},ask\n")).findings

    assert addressed(found)[-1] == "price.unreadable AF2 retail_price"
