"""Rows that are no products are passed over and told; a row that might be one never is."""

from pathlib import Path

import pytest

from batch.model.catalog import Sheet
from tests.formats.making import in_file, refusal, sheet_of, table

HEAD = "sku,name,retail_price,inventory_Main"
BODY = "A,Glove,10,3\nB,Scarf,20,4\n"


def sheet(folder: Path, text: str) -> Sheet:
    return sheet_of(in_file(folder, text))


def skipped(of: Sheet) -> list[tuple[int, str]]:
    return [(row.row, row.reason) for row in of.skipped]


@pytest.mark.parametrize(
    "row",
    [
        ",Total,30,7",
        ",TOTAL :,,",
        ",Grand total,30.00,=SUM(D2:D3)",
        "Total,,30,7",
        "Sous-total,,,7",
        ",,30,7",
        ",Nombre,2,",
        ",Moyenne,15,#DIV/0!",
        ',Somme,"1 030,50 €",',
    ],
)
def test_a_total_at_the_end_is_passed_over(tmp_path: Path, row: str) -> None:
    read = sheet(tmp_path, f"{HEAD}\n{BODY}{row}\n")
    assert skipped(read) == [(4, "total")]
    assert list(table(read)) == [2, 3]


@pytest.mark.parametrize("row", [",Total,30,7", "Total,,30,7", ",,30,7"])
def test_a_total_between_the_products_is_passed_over_when_it_adds_up(tmp_path: Path, row: str) -> None:
    assert skipped(sheet(tmp_path, f"{HEAD}\n{BODY}{row}\nC,Hat,5,1\n")) == [(4, "total")]


@pytest.mark.parametrize(
    "row",
    [
        "TOTAL,Cereal,4.50,3",
        ",Total Gym,499,1",
        ",,12,1",
        ",,,2",
        ",,30,",
        ",,30,1",
        "Count,,9.99,1",
        "SUM-1,,30,7",
        ",Total,30,see below",
        ",Hat,,",
        "123,,30,7",
    ],
)
def test_what_might_be_a_product_is_kept(tmp_path: Path, row: str) -> None:
    read = sheet(tmp_path, f"{HEAD}\n{BODY}{row}\nC,Hat,5,1\n")
    assert skipped(read) == []
    assert list(table(read)) == [2, 3, 4, 5]


@pytest.mark.parametrize(
    "rows", [",,63,", ",,63,\n,,64,\n,,65,", ",,30,", ",,30,8", ",,10,3", ",,,2", ",,0,0", ",,#REF!,7"]
)
def test_numbers_without_a_sku_at_the_end_are_rows_to_mend(tmp_path: Path, rows: str) -> None:
    read = sheet(tmp_path, f"{HEAD}\n{BODY}{rows}\n")
    assert (skipped(read), len(table(read))) == ([], 3 + rows.count("\n"))


def test_sums_at_the_end_are_a_total_and_so_are_the_sums_of_all_below_sums_of_some(tmp_path: Path) -> None:
    read = sheet(tmp_path, f"{HEAD}\n{BODY},,30,7\nC,Hat,5,1\nD,Cap,6,1\n,,11,2\n,,41,9\n")
    assert skipped(read) == [(4, "total"), (7, "total"), (8, "total")]


def test_what_is_passed_over_is_kept_as_typed_at_its_place(tmp_path: Path) -> None:
    read = sheet(tmp_path, f" Our catalog,,,,,Spring\n{HEAD}\n{BODY},Total ,30,7\n\nNote: sold out\n")
    assert read.passed == {
        1: {0: " Our catalog", 5: "Spring"},
        5: {1: "Total ", 2: "30", 3: "7"},
        7: {0: "Note: sold out"},
    }


def test_two_tables_in_one_worksheet_are_refused_and_two_rows_of_headings_are_not(tmp_path: Path) -> None:
    path = in_file(tmp_path, f"sku,retail_price\nA,5\nB,6\n{HEAD}\n{BODY}")
    assert refusal(path) == "file.two_tables"
    assert sheet(tmp_path, f"sku,name\n\n{HEAD}\n{BODY}").heading_row == 3


@pytest.mark.parametrize("again", ["retail_price,sku,name,", "Nom,UGS,,", ",name,sku,"])
def test_a_second_table_in_another_order_is_refused_and_never_read_as_the_first(tmp_path: Path, again: str) -> None:
    assert refusal(in_file(tmp_path, f"{HEAD}\n{BODY}\n{again}\n5,C,Hat,\n")) == "file.another_table"


def test_headings_repeated_are_passed_over_and_a_product_called_name_is_not(tmp_path: Path) -> None:
    again = "SKU,Nom,Prix de détail,inventory_Main"
    read = sheet(tmp_path, f"{HEAD}\n{BODY}{HEAD}\nsku,name,5,\nC,Hat,5,1\n{again}\nD,Cap,6,1\n")
    assert skipped(read) == [(4, "heading"), (7, "heading")]
    assert list(table(read)) == [2, 3, 5, 6, 8]


@pytest.mark.parametrize(
    "notes",
    [
        "\nNote: new prices from March\n",
        "\n\n,Prices are valid until the end of the season,,\n",
        "\nTotal,,30,7\n\n* sold out\nExporté le 3 mai\n",
    ],
)
def test_notes_below_the_table_are_passed_over(tmp_path: Path, notes: str) -> None:
    read = sheet(tmp_path, f"{HEAD}\n{BODY}{notes}")
    assert list(table(read)) == [2, 3]
    assert {reason for _, reason in skipped(read)} <= {"note", "total"}


@pytest.mark.parametrize("row", ["C,Hat,5,1", "GLOVE-S", "GLOVE S", ",Wool hat,,"])
def test_a_product_behind_a_blank_row_is_kept(tmp_path: Path, row: str) -> None:
    read = sheet(tmp_path, f"{HEAD}\n{BODY}\n{row}\n")
    assert list(table(read)) == [2, 3, 5]
    assert dict(next(guess.facts for guess in read.guesses if guess.code == "blank_rows")) == {"count": "1"}


def test_what_stands_above_the_headings_is_told(tmp_path: Path) -> None:
    read = sheet(tmp_path, f"Our catalog\n\nSpring,,2026\n{HEAD}\n{BODY}")
    assert skipped(read) == [(1, "title"), (3, "title")]
    assert read.heading_row == 4


def test_the_row_with_the_most_headings_is_the_heading_row(tmp_path: Path) -> None:
    read = sheet(tmp_path, f"SKU,Name\n{HEAD}\n{BODY}")
    assert (read.heading_row, list(table(read))) == (2, [3, 4])


def test_rows_beyond_the_headings_are_never_passed_over(tmp_path: Path) -> None:
    read = sheet(tmp_path, f"{HEAD}\n{BODY},Total,30,7,stray\n")
    assert (skipped(read), sorted(read.overlong)) == ([], [4])


@pytest.mark.parametrize(
    "rows",
    [
        ["100,Apple,12.5,1", "200,Banana,13.5,1", "sku,name,retail_price,active_online", "zz1,Cat,14.5,0"],
        ["B1,Banana,13.5,1", "A1,Apple,12.5,1", "sku,name,retail_price,active_online"],
        ["100,12", "200,13", "sku,retail_price", "300,14"],
    ],
)
def test_products_above_the_headings_are_refused_and_never_taken_for_titles(tmp_path: Path, rows: list[str]) -> None:
    assert refusal(in_file(tmp_path, "\n".join(rows))) == "file.headings_sorted"


@pytest.mark.parametrize(
    "titles", [["Spring catalog,,2026,"], ["Prices of,Monday,about 12,"], [",,15,", "Page,1,,"], ["Week,12,,", ",,,"]]
)
def test_titles_with_numbers_stay_titles(tmp_path: Path, titles: list[str]) -> None:
    rows = [*titles, "sku,name,retail_price,active_online", "A,Mug,12.50,1"]

    assert len(sheet(tmp_path, "\n".join(rows)).cells) == 1


@pytest.mark.parametrize(
    "rows",
    [
        ['A1,"5 inch,10', "A2,b,11", 'A3,c",12', "A4,d,13"],
        ['A1,"5 inch,10', 'A2,6",12'],
        ['"A1,b,10', "A2,b,11", 'A3",c,12'],
    ],
)
def test_a_quote_that_swallows_rows_is_refused(tmp_path: Path, rows: list[str]) -> None:
    assert refusal(in_file(tmp_path, "\n".join(["sku,name,retail_price", *rows]))) == "file.swallowed_rows"


def test_a_line_break_behind_a_price_is_no_row(tmp_path: Path) -> None:
    read = sheet(tmp_path, 'sku,retail_price,brand_name\nA1,"12\n",Acme\n')

    assert [read.cells.iloc[0, 1], read.cells.iloc[0, 2]] == ["12\n", "Acme"]


@pytest.mark.parametrize("text", ["Warm,\nred, blue, green\nor so", "Hello, world\nsmall, cheap", "a\nb", "5,6\n7"])
def test_lines_of_a_description_are_no_rows(tmp_path: Path, text: str) -> None:
    read = sheet(tmp_path, f'sku,description,retail_price\nA1,"{text}",12\n')

    assert read.cells.iloc[0, 1] == text


@pytest.mark.parametrize(
    ("end", "cut"),
    [("C,Hat", {5}), ("C,Hat\n", set()), ("C,Hat,5,1", set()), ("C,Hat,5,1\nD,C", {6})],
)
def test_a_last_row_that_ends_in_its_middle_is_cut_where_the_others_are_whole(
    tmp_path: Path, end: str, cut: set[int]
) -> None:
    assert sheet(tmp_path, f"{HEAD}\n{BODY}X,Pan,7,2\n{end}").cut == cut
