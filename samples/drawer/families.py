"""Rows that are one product, and do not agree."""

from samples.drawer.dress import CLEAN, lines
from samples.drawer.sample import Sample, reading, typed

_APART = [CLEAN[0], CLEAN[3], CLEAN[1], CLEAN[4], CLEAN[2], CLEAN[6], CLEAN[5], CLEAN[7]]
_TOO_MANY = 201
_HEADS = "handle,sku,name,variant_option_one_name,variant_option_one_value\n"

SAMPLES = (
    Sample(
        name="family-apart.csv",
        wrong="the rows of a family sorted apart",
        content=lines(_APART),
        reads=reading(_APART),
        note="reads them as one family",
        finds=(
            "family.apart B4 handle",
            "family.apart B7 handle",
        ),
    ),
    typed(
        "family-two-names.csv",
        "one family, two names",
        _HEADS
        + """gants,GAN-S,Gants de laine,Taille,S
gants,GAN-M,Gant de laine,Taille,M
""",
        finds=("family.names_differ C2 name", "family.names_differ C3 name"),
    ),
    typed(
        "mixed-online.csv",
        "half of a family online, which the store cannot show",
        """
handle,sku,name,variant_option_one_name,variant_option_one_value,active_online
gants,GAN-S,Gants,Taille,S,1
gants,GAN-M,Gants,Taille,M,0
""",
        finds=("family.mixed_online F2 active_online", "family.mixed_online F3 active_online"),
    ),
    typed(
        "duplicate-options.csv",
        "two variants with the same size",
        _HEADS
        + """gants,GAN-S,Gants,Taille,S
gants,GAN-M,Gants,Taille,S
""",
        finds=(
            "family.duplicate_options E2 variant_option_one_value",
            "family.duplicate_options E3 variant_option_one_value",
        ),
    ),
    typed(
        "options-named-differently.csv",
        "one says Taille, its sister Grandeur",
        _HEADS
        + """gants,GAN-S,Gants,Taille,S
gants,GAN-M,Gants,Grandeur,M
""",
        finds=("family.options_differ D2 variant_option_one_name", "family.options_differ D3 variant_option_one_name"),
    ),
    typed(
        "option-half.csv",
        "an option without its value, a value without its option",
        _HEADS
        + """gants,GAN-S,Gants,Taille,
bas,BAS-M,Bas,,M
""",
        finds=("option.incomplete E2 variant_option_one_value", "option.incomplete D3 variant_option_one_name"),
    ),
    typed(
        "201-variants.csv",
        "one variant more than Retail POS holds",
        _HEADS + "".join(f"fil,FIL-{n},Fil,Couleur,{n}\n" for n in range(1, _TOO_MANY + 1)),
        finds=[f"family.too_many_variants A{row} handle" for row in range(2, _TOO_MANY + 2)],
    ),
    typed(
        "two-brands.csv",
        "one family, two brands",
        """
handle,sku,name,variant_option_one_name,variant_option_one_value,brand_name
gants,GAN-S,Gants,Taille,S,Laine-Lune
gants,GAN-M,Gants,Taille,M,Laine Lune
""",
        finds=("family.values_differ F2 brand_name", "family.values_differ F3 brand_name"),
    ),
    typed(
        "handle-of-another.csv",
        "a product under the handle of another, without options",
        _HEADS
        + """bol,BOL,Bol à café,,
bol,TAB,Table d’érable,,
""",
        finds=(
            "family.names_differ C2 name",
            "family.without_options E2 variant_option_one_value",
            "family.names_differ C3 name",
            "family.without_options E3 variant_option_one_value",
        ),
    ),
    typed(
        "same-name-two-handles.csv",
        "one name under two handles",
        _HEADS
        + """bol-1,BOL-1,Bol à café,,
bol-2,BOL-2,Bol à café,,
""",
    ),
    typed(
        "missing-component.csv",
        "a composite whose component is not in the sheet",
        """
handle,sku,composite_name,composite_sku,composite_quantity,name,retail_price
coffret,COF-1,,,,Coffret du matin,42.00
,COF-1,Bol à café,BOL-9,1,Coffret du matin,
bol,BOL-1,,,,Bol à café,24.00
""",
        finds=(
            "composite.component_missing D3 composite_sku",
            "row.component D3 composite_sku",
        ),
    ),
    typed(
        "option-twice.csv",
        "the same option twice on one row",
        """
sku,name,variant_option_one_name,variant_option_one_value,variant_option_two_name,variant_option_two_value
GANT-S,Gant,Taille,S,taille,7
""",
        finds=("option.repeated E2 variant_option_two_name",),
    ),
    typed(
        "option-spellings.csv",
        "one colour written in two ways",
        """
handle,sku,name,variant_option_one_name,variant_option_one_value
gant,GANT-1,Gant,Couleur,Rouge
gant,GANT-2,Gant,Couleur,rouge
gant,GANT-3,Gant,Couleur,Bleu
""",
        finds=(
            "option.alike E2 variant_option_one_value",
            "option.alike E3 variant_option_one_value",
        ),
    ),
    typed(
        "option-decimal-comma.csv",
        "widths that a French spreadsheet took for numbers",
        """
handle,sku,name,variant_option_one_name,variant_option_one_value,retail_price
anneau,AN-1,Anneau,Largeur,"12,19","29,90"
anneau,AN-2,Anneau,Largeur,"12,82","29,90"
""",
        but={"F2": "29.90", "F3": "29.90"},
        note="reads the widths as typed, and says that 12.19 may be meant",
        finds=("option.decimal_comma E2 variant_option_one_value", "option.decimal_comma E3 variant_option_one_value"),
        tells=("decimal_comma",),
    ),
)
