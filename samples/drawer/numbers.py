"""Prices and weights as people write them."""

from collections.abc import Iterable

from samples.drawer.dress import lines, with_column
from samples.drawer.sample import Sample, reading, typed
from samples.drawer.workbooks import book

_PRICES = ("24.00", "1250.00", "29.50", "29.50", "29.50", "4.00", "58.00")


def _priced(name: str, wrong: str, prices: Iterable[str]) -> Sample:
    """Written otherwise, and read as the clean catalog."""
    return Sample(name=name, wrong=wrong, content=lines(with_column("retail_price", prices)))


def _thousands(mark: str) -> list[str]:
    return [price.replace(".", ",").replace("1250", f"1{mark}250") for price in _PRICES]


SAMPLES = (
    _priced("decimal-comma.csv", "prices with a decimal comma", [price.replace(".", ",") for price in _PRICES]),
    _priced("thousands-space.csv", "a space between thousands", _thousands(" ")),
    _priced("thousands-nbsp.csv", "a no-break space between thousands", _thousands("\u00a0")),
    _priced("thousands-narrow-nbsp.csv", "a narrow no-break space between thousands", _thousands("\u202f")),
    _priced(
        "thousands-apostrophe.csv",
        "an apostrophe between thousands, as in Switzerland",
        [price.replace("1250", "1'250") for price in _PRICES],
    ),
    _priced("thousands-comma.csv", "a comma between thousands", [price.replace("1250", "1,250") for price in _PRICES]),
    _priced("thousands-point.csv", "a point between thousands, as in Germany", _thousands(".")),
    _priced(
        "currency-signs.csv",
        "currency signs before and after",
        ["$24.00", "$1,250.00", "29,50 $", "29,50 $", "29.50 CA$", "4 $", "58.00$"],
    ),
    _priced(
        "currency-codes.csv",
        "currency codes before and after",
        ["CAD 24.00", "1250.00 CAD", "29.50 CAD", "CAD29.50", "29.50CAD", "4 CAD", "58 CAD"],
    ),
    _priced("whole-prices.csv", "prices without their zeros", ["24", "1250", "29.5", "29.5", "29.5", "4", "58.0"]),
    typed(
        "ambiguous-price.csv",
        "1,234 alone: one thousand, or one and a bit",
        """
sku,name,retail_price
000204,Table,"1,234"
""",
        but={"C2": ""},
        finds=("price.ambiguous C2 retail_price",),
        note="reads no price",
    ),
    typed(
        "ambiguous-made-clear.csv",
        "1,234 in a column that shows what its comma means",
        """
sku,name,retail_price
000204,Table,"1,234"
000205,Banc,"1,499.00"
000101,Bol,24.00
""",
        but={"C2": "1234.00", "C3": "1499.00"},
        note="reads 1234.00, as the rest of the column proves",
        tells=("decimal_point",),
    ),
    typed(
        "ambiguous-made-clear-french.csv",
        "1,234 in a column of decimal commas",
        """
sku,name,weight,weight_unit
A,Table,"1,234",KG
B,Banc,"12,5",KG
C,Bol,"0,42",KG
""",
        but={"C2": "1.2340", "C3": "12.5", "C4": "0.42"},
        note="reads 1.2340, as the rest of the column proves",
        tells=("decimal_comma",),
    ),
    typed(
        "contradictory-column.csv",
        "a column that proves both, and a price that could be either",
        """
sku,name,retail_price
A,Table,"1,499.00"
B,Banc,"1.250,00"
C,Bol,"1,234"
""",
        but={"C2": "1499.00", "C3": "1250.00", "C4": ""},
        finds=("price.ambiguous C4 retail_price",),
        note="reads what is clear by itself",
        tells=("decimal_both",),
    ),
    typed(
        "negative-price.csv",
        "a price below nothing",
        """
sku,name,retail_price
A,Bol,-6.00
""",
        but={},
        finds=("price.negative C2 retail_price",),
    ),
    typed(
        "price-words.csv",
        "words for prices",
        """
sku,name,retail_price
A,Bol,sur demande
B,Table,12 each
C,Banc,gratuit
D,Lampe,"12,50 à 15,00"
E,Chaise,TBD
""",
        but={f"C{row}": "" for row in range(2, 7)},
        finds=[f"price.unreadable C{row} retail_price" for row in range(2, 7)],
        note="reads no price",
    ),
    typed(
        "placeholder-price.csv",
        "a price of 1.00 and one of 0 going online",
        """
sku,name,active_online,retail_price
A,Bol,1,1.00
B,Table,1,0.00
C,Banc,0,1.00
""",
        finds=(
            "price.placeholder D2 retail_price",
            "price.zero D3 retail_price",
        ),
    ),
    typed(
        "percent-and-brackets.csv",
        "percentages, bracketed negatives, fractions",
        """
sku,name,retail_price
A,Bol,10%
B,Table,(12.00)
C,Banc,12 1/2
""",
        but={f"C{row}": "" for row in range(2, 5)},
        finds=[f"price.unreadable C{row} retail_price" for row in range(2, 5)],
        note="reads no price",
    ),
    typed(
        "absurd-price.csv",
        "a bar code in the column of the prices",
        """
sku,name,retail_price
A,Bol,745000417023
B,Table,1250.00
""",
        but={"C2": "745000417023.00"},
        finds=("price.barcode C2 retail_price",),
    ),
    typed(
        "other-digits.csv",
        "digits of other scripts",
        """
sku,name,retail_price
A,Bol,１２.50
B,Table,١٢
""",
        but={"C2": "", "C3": ""},
        finds=("price.unreadable C2 retail_price", "price.unreadable C3 retail_price"),
        note="reads no price",
    ),
    Sample(
        name="thousands-as-text.xlsx",
        wrong="1.234 as a text beside 2.345 as a number, in a workbook",
        content=book([["sku", "name", "retail_price"], ["A", "Bol", "1.234"], ["B", "Table", 2.345]]),
        reads=reading([["sku", "name", "retail_price"], ["A", "Bol", ""], ["B", "Table", ""]]),
        note="reads neither, since the column contradicts itself",
        finds=("price.ambiguous C2 retail_price", "price.ambiguous C3 retail_price"),
    ),
    typed(
        "several-currencies.csv",
        "a price in US dollars among prices in Canadian dollars",
        "\nsku,name,retail_price\nA,Bol,CA$24.00\nB,Table,18.00 CAD\nC,Tasse,US$24.00\n",
        but={"C2": "24.00", "C3": "18.00", "C4": "24.00"},
        finds=("price.currencies C4 retail_price",),
        note="reads the numbers; the plan refuses those that are not in the currency of the store",
    ),
    Sample(
        name="thousands-as-text-proved.xlsx",
        wrong="1.234 and 1.200,50 as texts, in a workbook",
        content=book([["sku", "name", "retail_price"], ["A", "Bol", "1.234"], ["B", "Table", "1.200,50"]]),
        reads=reading([["sku", "name", "retail_price"], ["A", "Bol", "1234.00"], ["B", "Table", "1200.50"]]),
        note="reads 1234 and 1200.50",
        tells=("decimal_comma",),
    ),
    Sample(
        name="prices-as-text.xlsx",
        wrong="prices kept as text, in a workbook",
        content=book([["sku", "name", "retail_price"], ["A", "Bol", "1.234"], ["B", "Table", "18.90"]]),
        reads=reading([["sku", "name", "retail_price"], ["A", "Bol", "1.2340"], ["B", "Table", "18.90"]]),
        note="reads 1.234 with a decimal point, as the other text proves",
        tells=("decimal_point",),
    ),
    Sample(
        name="thousandths-as-numbers.xlsx",
        wrong="nothing: prices of three decimals, kept as numbers",
        content=book([["sku", "name", "retail_price"], ["A", "Bol", 1.234], ["B", "Table", 2.345]]),
        reads=reading([["sku", "name", "retail_price"], ["A", "Bol", "1.2340"], ["B", "Table", "2.3450"]]),
        note="reads them as they are kept",
    ),
)
