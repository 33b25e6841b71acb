"""A number beside its unit."""

from samples.drawer.sample import typed

SAMPLES = (
    typed(
        "unit-without-value.csv",
        "units without weight and size",
        """
sku,name,weight,weight_unit,length,dimensions_unit
A,Bol,,KG,,CM
""",
        finds=("unit.without_value D2 weight_unit", "unit.without_value F2 dimensions_unit"),
    ),
    typed(
        "value-without-unit.csv",
        "weight and size without their units",
        """
sku,name,weight,weight_unit,length,dimensions_unit
A,Bol,0.42,,12,
""",
        finds=("unit.missing C2 weight", "unit.missing E2 length"),
    ),
    typed(
        "unknown-unit.csv",
        "units that Retail POS does not have",
        """
sku,name,weight,weight_unit,length,dimensions_unit
A,Bol,1,stone,12,pieds
B,Table,1,m,1,KG
""",
        but={"D2": "", "F2": "", "D3": "", "F3": ""},
        finds=(
            "unit.unknown D2 weight_unit",
            "unit.unknown F2 dimensions_unit",
            "unit.unknown D3 weight_unit",
            "unit.unknown F3 dimensions_unit",
        ),
        note="reads no unit",
    ),
    typed(
        "unit-in-cell.csv",
        "the unit in the cell of the number",
        """
sku,name,weight,weight_unit
A,Bol,0.42 kg,
B,Table,12 lb,LB
""",
        but={"C2": "", "C3": ""},
        finds=("number.unreadable C2 weight", "number.unreadable C3 weight"),
        note="reads no weight",
    ),
    typed(
        "unit-spellings.csv",
        "units in small letters and in the plural",
        """
sku,name,weight,weight_unit,length,dimensions_unit
A,Bol,0.42,kg,12,cm
B,Table,12,lbs,40, In\u0020
""",
        but={"D2": "KG", "F2": "CM", "D3": "LB", "F3": "IN"},
        note="reads KG, LB, CM and IN",
    ),
    typed(
        "negative-weight.csv",
        "a weight below nothing",
        """
sku,name,weight,weight_unit
A,Bol,-1,KG
""",
        finds=("number.negative C2 weight",),
    ),
)
