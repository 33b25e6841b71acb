"""Units of weight and size, and what a number in one of them is in another.

Source: X-Series help: Importing products with a spreadsheet; E-Series REST docs: Get store profile, formatsAndUnits.
"""

from decimal import ROUND_HALF_UP, Decimal

GRAMS = {
    "CT": Decimal("0.2"),
    "G": Decimal(1),
    "OZ": Decimal("28.349523125"),
    "LB": Decimal("453.59237"),
    "KG": Decimal(1000),
}
MILLIMETRES = {"IN": Decimal("25.4"), "CM": Decimal(10), "MM": Decimal(1), "YD": Decimal("914.4")}

SIDES = ("length", "width", "height")
MEASURES = ("weight", *SIDES)
MEASURE_PLACES = 4
_SMALLEST = Decimal(1).scaleb(-MEASURE_PLACES)


def converted(value: Decimal, unit: str, other: str) -> Decimal:
    """Half up, to 4 places. Of a unit that is not known nothing is left.

    Multiplied first: the quotient of two units may have no end, and its cut would decide a half.
    """
    table = GRAMS if other in GRAMS else MILLIMETRES
    return (value * table.get(unit, Decimal(0)) / table[other]).quantize(_SMALLEST, ROUND_HALF_UP)
