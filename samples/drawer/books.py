"""Workbooks: where the table lies, and how its cells are kept."""

from typing import Any

from samples.drawer.sample import HEADINGS, ROWS, Sample, clean, reading
from samples.drawer.workbooks import any_book, book, changed, put, typed_rows

_SHEET = "xl/worksheets/sheet1.xml"
_LAST = len(HEADINGS) - 1
_MIDDLE = [HEADINGS, *ROWS]


def _several(workbook: Any, _: Any) -> None:
    notes = workbook.add_worksheet("Notes")
    notes.write_column(0, 0, ["À faire", "Revoir les prix", "Appeler Luc"])
    put(workbook, workbook.add_worksheet("Produits"), typed_rows())
    put(workbook, workbook.add_worksheet("Fournisseurs"), [["nom", "ville"], ["Laine-Lune", "Lévis"]])


def _hidden_first(workbook: Any, _: Any) -> None:
    hidden = workbook.add_worksheet("Ancien")
    put(workbook, hidden, [["sku", "name", "retail_price"], ["000101", "Bol", 1.0]])
    shown = workbook.add_worksheet("Produits")
    put(workbook, shown, typed_rows())
    shown.activate()
    shown.set_first_sheet()
    hidden.hide()


def _two_catalogs(workbook: Any, _: Any) -> None:
    put(workbook, workbook.add_worksheet("Produits"), typed_rows())
    put(workbook, workbook.add_worksheet("Copie de mars"), [["sku", "name", "retail_price"], ["000101", "Bol", 1.0]])


def _hide_rows(_: Any, worksheet: Any) -> None:
    for row in (2, 5):
        worksheet.set_row(row, options={"hidden": True})


def _filter(_: Any, worksheet: Any) -> None:
    worksheet.autofilter(0, 0, len(ROWS), _LAST)
    worksheet.filter_column(5, "x == Cuisine")
    for row in range(2, 7):
        worksheet.set_row(row, options={"hidden": True})


def _hide_columns(_: Any, worksheet: Any) -> None:
    worksheet.set_column(0, 1, options={"hidden": True})
    worksheet.set_column(12, 13, options={"hidden": True})


def _merge_title(workbook: Any, worksheet: Any) -> None:
    worksheet.merge_range(0, 0, 0, _LAST, "Boutique Quai Nord, printemps", workbook.add_format({"align": "center"}))


def _merge_cells(workbook: Any, worksheet: Any) -> None:
    worksheet.merge_range(3, 3, 5, 3, "Gants de laine", workbook.add_format({"valign": "vcenter"}))


def _widen(workbook: Any, worksheet: Any) -> None:
    painted = workbook.add_format({"bg_color": "#FFFF00"})
    for row in range(400):
        worksheet.set_row(row, None, painted)
    worksheet.write_blank(5000, 200, None, painted)


def _rich(workbook: Any, worksheet: Any) -> None:
    bold, red = workbook.add_format({"bold": True}), workbook.add_format({"font_color": "red"})
    worksheet.write_rich_string(1, 3, bold, "Bol", " à ", red, "café")


def _pad(workbook: Any, worksheet: Any) -> None:
    zeros = workbook.add_format({"num_format": "000000"})
    worksheet.write_number(1, 2, 101, zeros)
    worksheet.write_number(2, 2, 204, zeros)


def _money(workbook: Any, worksheet: Any) -> None:
    shown = workbook.add_format({"num_format": '#,##0.00 "$"'})
    for row, price in enumerate((24.0, 1250.0, 29.5, 29.5, 29.5, 4.0, 58.0), 1):
        worksheet.write_number(row, 13, price, shown)


def _comments(workbook: Any, worksheet: Any) -> None:
    worksheet.write_comment(1, 13, "À revoir avec Luc", {"author": "Luc"})
    worksheet.freeze_panes(1, 0)
    worksheet.set_tab_color("red")
    worksheet.conditional_format(1, 13, 7, 13, {"type": "3_color_scale"})
    worksheet.data_validation(1, 9, 7, 9, {"validate": "list", "source": [0, 1]})
    workbook.define_name("Prix", "=Produits!$N$2:$N$8")


def _whole(workbook: Any, worksheet: Any) -> None:
    without_cents = workbook.add_format({"num_format": "0"})
    worksheet.write_number(1, 13, 24.6, without_cents)


def _wordy(workbook: Any, worksheet: Any) -> None:
    looks = {(1, 13): '"dès "0.00', (2, 13): '0.00" ¢"', (3, 13): "0.0E+0", (4, 13): "# ?/4", (5, 13): "# ?/?"}
    looks |= {(1, 10): '0.00"lb"', (2, 10): '0.00" kg"'}
    held = {(4, 13): 29.4}
    for (row, column), look in looks.items():
        number = held.get((row, column), float(ROWS[row - 1][column]))
        worksheet.write_number(row, column, number, workbook.add_format({"num_format": look}))


def _francs(workbook: Any, worksheet: Any) -> None:
    francs = workbook.add_format({"num_format": '#,##0.00 "CHF"'})
    dollars = workbook.add_format({"num_format": '#,##0.00 "$ CA"'})
    for row, cells in enumerate(ROWS, 1):
        worksheet.write_number(row, 13, float(cells[13]), francs if row == 2 else dollars)


SAMPLES = (
    Sample(name="clean.xlsx", wrong="nothing: numbers as numbers, codes as text", content=book()),
    Sample(name="numbers-as-text.xlsx", wrong="every number kept as text", content=book(_MIDDLE)),
    Sample(
        name="price-without-cents.xlsx",
        wrong="24.60 shown as 25 by its number format",
        content=book(paint=_whole),
        reads=reading([HEADINGS, *ROWS], {"N2": "24.60"}),
        finds=("price.shown_otherwise N2 retail_price",),
        note="reads 24.60, and refuses the row",
    ),
    Sample(
        name="price-with-words.xlsx",
        wrong="prices shown with words, as cents, with an exponent and as fractions; a weight shown in another unit",
        content=book(paint=_wordy),
        reads=reading([HEADINGS, *ROWS], {"N5": "29.40"}),
        finds=(
            "cell.shown_otherwise K2 weight",
            "cell.shown_otherwise N2 retail_price",
            "cell.shown_otherwise N3 retail_price",
            "cell.shown_otherwise N4 retail_price",
            "price.shown_otherwise N5 retail_price",
        ),
        note="reads the numbers, and refuses the rows; 31.50 kg beside KG is in order, and so is 29 1/2",
    ),
    Sample(
        name="price-in-francs.xlsx",
        wrong="a price shown as francs by its number format, the others as dollars",
        content=book(paint=_francs),
        finds=("price.currencies N3 retail_price",),
    ),
    Sample(name="starts-at-c5.xlsx", wrong="the table starts at C5", content=book(at=(4, 2)), reads=clean(6)),
    Sample(
        name="several-worksheets.xlsx",
        wrong="notes first, then the catalog, then another table",
        content=any_book(_several),
    ),
    Sample(
        name="hidden-sheet-first.xlsx",
        wrong="a hidden worksheet with old prices stands first",
        content=any_book(_hidden_first),
        tells=("hidden_sheets",),
    ),
    Sample(
        name="two-catalogs.xlsx",
        wrong="a second worksheet with an old copy of the catalog",
        content=any_book(_two_catalogs),
        note="reads the first, as the clean catalog",
        tells=("other_sheets",),
    ),
    Sample(
        name="hidden-rows.xlsx",
        wrong="two hidden rows",
        content=book(paint=_hide_rows),
        note="reads the hidden rows too, as the clean catalog",
        tells=("hidden_rows",),
    ),
    Sample(
        name="filtered.xlsx",
        wrong="a filter that hides most rows",
        content=book(paint=_filter),
        note="reads the hidden rows too, as the clean catalog",
        tells=("hidden_rows",),
    ),
    Sample(
        name="hidden-columns.xlsx",
        wrong="hidden columns, the ids and the prices among them",
        content=book(paint=_hide_columns),
        note="reads the hidden columns too, as the clean catalog",
        tells=("hidden_columns",),
    ),
    Sample(
        name="merged-title.xlsx",
        wrong="a title over all columns, merged",
        content=book(at=(1, 0), paint=_merge_title),
        reads=clean(3),
        skips=("1 title",),
    ),
    Sample(
        name="merged-cells.xlsx",
        wrong="the name of a family merged over its three rows",
        content=book(paint=_merge_cells),
        reads=reading(_MIDDLE, {"D5": "", "D6": ""}),
        note="reads the name in its first row; blank in the others leaves theirs as it is",
        tells=("merged",),
    ),
    Sample(
        name="wide-empty-range.xlsx",
        wrong="formats painted over 400 rows and a used range of 5,000 by 200",
        content=book(paint=_widen),
    ),
    Sample(
        name="wrong-dimension.xlsx",
        wrong="the worksheet claims to be one cell large",
        content=changed(book(), _SHEET, (f'ref="A1:R{len(ROWS) + 1}"', 'ref="A1"')),
    ),
    Sample(
        name="inline-strings.xlsx",
        wrong="texts in their cells, not in the table of strings",
        content=book(options={"constant_memory": True}),
    ),
    Sample(name="rich-text.xlsx", wrong="a name in three colours", content=book(paint=_rich)),
    Sample(
        name="padded-skus.xlsx",
        wrong="SKUs kept as 101 and 204, shown as 000101 and 000204",
        content=book(paint=_pad),
        note="reads them as shown: the clean catalog",
    ),
    Sample(name="money-formats.xlsx", wrong="prices shown with a currency and grouped", content=book(paint=_money)),
    Sample(
        name="comments-and-rules.xlsx",
        wrong="comments, a frozen row, rules, a list to choose from",
        content=book(paint=_comments),
    ),
    Sample(name="macro-suffix.xlsm", wrong="a workbook under the suffix of macros", content=book()),
    Sample(name="xlsx-named.csv", wrong="a workbook under the suffix of a CSV", content=book()),
    Sample(
        name="no-catalog-inside.xlsx",
        wrong="worksheets with notes and no catalog",
        content=book([["À faire"], ["Revoir les prix"]]),
        refused="file.no_heading",
    ),
    Sample(name="empty.xlsx", wrong="a worksheet without a cell", content=book([]), refused="file.empty"),
)
