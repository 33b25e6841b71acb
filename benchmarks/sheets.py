"""A catalog of any size, as Retail POS exports it: 38 columns, two outlets, simple products and families of four."""

import csv
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter
import xlwt

_OUTLETS = ("Main_Outlet", "Warehouse")
HEADINGS: tuple[str, ...] = (
    *("id", "handle", "sku", "composite_name", "composite_sku", "composite_quantity", "name", "description"),
    *("product_category", "variant_option_one_name", "variant_option_one_value"),
    *("variant_option_two_name", "variant_option_two_value", "variant_option_three_name", "variant_option_three_value"),
    *("tags", "active_online", "weight", "weight_unit", "length", "width", "height", "dimensions_unit"),
    *("supply_price", "retail_price", "account_code", "account_code_purchase", "brand_name", "supplier_name"),
    *("supplier_code", "active", "track_inventory"),
    *(f"{kind}_{outlet}" for outlet in _OUTLETS for kind in ("inventory", "reorder_point", "restock_level")),
)

_SIZES = ("S", "M", "L", "XL")
_XLS_ROWS = 65_000  # as many as an XLS holds, nearly
_NUMBERS = {
    **dict.fromkeys(("supply_price", "retail_price"), "#,##0.00"),
    **dict.fromkeys(("weight", "length", "width", "height"), "0.00"),
    **dict.fromkeys((f"{kind}_{outlet}" for outlet in _OUTLETS for kind in ("inventory", "reorder_point")), "0"),
}


def rows(count: int) -> Iterator[list[str]]:
    """Half of the rows are simple products, half are variants."""
    for number in range(count):
        family, place = divmod(number, 4)
        yield _variant(number, family, place) if family % 2 else _simple(number)


def write_csv(path: Path, count: int) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADINGS)
        writer.writerows(rows(count))
    return path


def write_xlsx(path: Path, count: int) -> Path:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Products")
        for place, cells in enumerate([HEADINGS, *rows(count)]):
            sheet.write_row(place, 0, cells)
    return path


def write_formatted(path: Path, count: int) -> Path:
    """As Excel saves it: ten columns of numbers under number formats."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        sheet = workbook.add_worksheet("Products")
        sheet.write_row(0, 0, HEADINGS)
        formats = {
            at: workbook.add_format({"num_format": _NUMBERS[name]})
            for at, name in enumerate(HEADINGS)
            if name in _NUMBERS
        }
        for place, cells in enumerate(rows(count), 1):
            for at, text in enumerate(cells):
                if at in formats:
                    sheet.write_number(place, at, float(text), formats[at])
                elif text:
                    sheet.write_string(place, at, text)
    return path


def write_xls(path: Path, count: int) -> Path:
    """At most as many rows as the old format holds."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Products")
    for place, cells in enumerate([HEADINGS, *rows(min(count, _XLS_ROWS))]):
        for at, text in enumerate(cells):
            if text:
                sheet.write(place, at, text)
    book.save(str(path))
    return path


def _simple(number: int) -> list[str]:
    return _row(number, f"product-{number}", f"Product {number} of the valley", ("", "", "", ""))


def _variant(number: int, family: int, place: int) -> list[str]:
    options = ("Colour", "Blue", "Size", _SIZES[place])
    return _row(number, f"family-{family}", f"Wool jumper {family}", options, family)


def _row(
    number: int, handle: str, name: str, options: tuple[str, str, str, str], family: int | None = None
) -> list[str]:
    group = number if family is None else family
    return [
        f"00000000-0000-4000-8000-{number:012d}",
        handle,
        f"{10000000 + number}",
        *("", "", ""),
        name,
        f"<p>Made by hand, number {group}. Wash at 30 degrees, dry flat.</p>",
        f"Clothing / Knitwear / {group % 40}",
        *options,
        *("", ""),
        "wool; winter",
        str(group % 2),
        f"{0.2 + number % 50 / 100:.2f}",
        "KG",
        *("30", "20", "5", "CM"),
        f"{10 + number % 90}.00",
        f"{20 + number % 180}.{number % 100:02d}",
        *("", ""),
        f"Brand {group * 7 % 60}",
        f"Supplier {group % 12}",
        f"S-{number:07d}",
        *("1", "1"),
        *(str(number % 30), "2", "10") * len(_OUTLETS),
    ]
