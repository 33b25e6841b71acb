"""Cells and rows that slipped, were copied, or are nearly what was meant; and products that are not ready."""

from typing import Any

from samples.drawer.sample import Sample, reading, typed
from samples.drawer.workbooks import Cell, book

_ID = "0717937a-0d4f-54d3-9b1a-6c94daa2813"
_HELD = (
    ["sku", "name", "retail_price", "weight", "weight_unit"],
    ["A", "TRUE", "24.00", "2.46", "KG"],
    ["0.25", "Bol", "9.00", "1", "KG"],
)


def _held() -> bytes:
    rows: list[list[Cell]] = [list(_HELD[0]), ["A", True, 24.0, 2.46, "KG"], [0.25, "Bol", 9.0, 1.0, "KG"]]

    def paint(workbook: Any, worksheet: Any) -> None:
        worksheet.write_number(1, 3, 2.46, workbook.add_format({"num_format": "0.0"}))
        worksheet.write_number(2, 0, 0.25, workbook.add_format({"num_format": "0%"}))

    return book(rows, paint=paint)


SAMPLES = (
    typed(
        "row-cut.csv",
        "a line break without quotes",
        "\nsku,description,retail_price\nA1,un\ndeux,12.00\nA2,b,13.00\n",
        finds=("row.cut 2", "row.cut 3"),
    ),
    typed(
        "cells-deleted.csv",
        "a cell deleted in one row, the others moved to the left",
        "\nsku,name,retail_price,brand_name,active_online,weight,weight_unit\nA,Bol,12.00,Lin,1,2,LB\nB,12,Lin,1,2,LB,\n",
        but={"C3": "", "E3": "", "F3": ""},
        finds=(
            "price.unreadable C3 retail_price",
            "row.shifted C3 retail_price",
            "flag.unreadable E3 active_online",
            "number.unreadable F3 weight",
        ),
    ),
    typed(
        "dragged-down.csv",
        "a price and a brand dragged down, so that the spreadsheet counted them up",
        """
sku,name,retail_price,brand_name
A,Bol,19.99,Studio 54
B,Tasse,20.99,Studio 55
C,Table,21.99,Studio 56
D,Gants,22.99,Studio 57
""",
        finds=(
            "price.counted C3 retail_price",
            "text.counted D3 brand_name",
            "price.counted C4 retail_price",
            "text.counted D4 brand_name",
            "price.counted C5 retail_price",
            "text.counted D5 brand_name",
        ),
    ),
    typed(
        "component-unclear.csv",
        "a filler in the column of the components",
        "\nid,handle,sku,composite_sku,name,retail_price\nu1,bol,A1,,Bol,12.00\nu2,tasse,A2,N/A,Tasse,13.00\n",
        finds=("row.component_unclear D3 composite_sku",),
    ),
    typed(
        "ids-copied.csv",
        "a row copied to make another product, and an ID without its hyphens",
        f"\nid,sku,name\n{_ID}1,A,Bol\n{_ID}1,A-2,Bol bleu\n{_ID.replace('-', '')}3,B,Tasse\n",
        finds=("id.duplicate A2 id", "id.duplicate A3 id", "id.unreadable A4 id"),
    ),
    typed(
        "new-rows-unfinished.csv",
        "new products without a name and without a price",
        "\nid,handle,sku,name,product_category,retail_price\n,bol,A,,Cuisine,12.00\n,tasse,B,Tasse,Cuisine,\n",
        finds=("name.required D2 name", "price.required F3 retail_price"),
    ),
    typed(
        "prices-out-of-step.csv",
        "a price ten times the family's, one below its cost, a stock that is one or a thousand",
        """
handle,sku,name,variant_option_one_name,variant_option_one_value,supply_price,retail_price,inventory_Main
gant,G-S,Gant,Taille,S,15.00,29.00,3
gant,G-M,Gant,Taille,M,15.00,290.00,4
gant,G-L,Gant,Taille,L,15.00,29.00,5
bol,B,Bol,,,15.00,14.00,"1,234"
""",
        but={"H5": ""},
        finds=(
            "price.absurd G3 retail_price",
            "price.below_cost G5 retail_price",
            "number.ambiguous H5 inventory_Main",
        ),
    ),
    typed(
        "not-ready.csv",
        "a product going online with no description, image or stock",
        "\nsku,name,retail_price,active_online,description,image_url,inventory_Main\nA,Bol,12.00,1,,,0\n",
        finds=(
            "online.no_description E2 description",
            "online.no_image F2 image_url",
            "online.no_stock G2 inventory_Main",
        ),
    ),
    typed(
        "slipped-texts.csv",
        "an address, HTML and a price where names are; a word of another program",
        """
sku,name,brand_name,description,command
A,https://example.com/bol.jpg,Lin,[ clear ],
B,<p>Bol</p>,24.00,'=Lin,erase
9421234567890120,Bol,"Lin
Inc",,
""",
        finds=(
            "text.address B2 name",
            "cell.almost_clear D2 description",
            "name.markup B3 name",
            "text.no_name C3 brand_name",
            "text.apostrophe D3 description",
            "command.unknown E3 command",
            "code.last_digit A4 sku",
            "text.line_break C4 brand_name",
        ),
    ),
    typed(
        "total-in-the-sku.csv",
        "totals of a filter where the SKUs are, which do not add up",
        """
sku,name,retail_price,inventory_Main
A,Bol,24.00,3
Total,,99.00,
B,Tasse,18.00,4
Summe,,500.00,70
C,Banc,310.00,1
""",
        finds=("row.total_unclear A3 sku", "row.total_unclear A5 sku"),
    ),
    typed(
        "points-in-skus.csv",
        "SKUs as a German spreadsheet shows numbers, and one that was not taken for a number",
        "\nsku,name,retail_price\n815,Bol,24.00\n1.234,Tasse,18.00\n12.345.678,Banc,310.00\nA-7,Table,1250.00\n",
        finds=("code.points A3 sku", "code.points A4 sku"),
    ),
    typed(
        "exponent-worked-out.csv",
        "a code such as 1E5 that a spreadsheet worked out, and a size that lost its zero",
        """
sku,handle,name,variant_option_one_name,variant_option_one_value
2F7,bague,Bague,Taille,12.5
3A6,bague,Bague,Taille,13.50
100000,bague,Bague,Taille,14.25
""",
        finds=("option.shortened E2 variant_option_one_value", "code.worked_out A4 sku"),
    ),
    typed(
        "cut-at-255.csv",
        "two descriptions that lost what stood behind their 255th letter",
        "\nsku,name,description\n"
        f"A,Bol,{'Bol de grès. ' * 19}Rincer !\nB,Banc,{'Banc de pin. ' * 19}À huiler\nC,Table,Courte\n",
        finds=("text.cut_short C2 description", "text.cut_short C3 description"),
    ),
    typed(
        "dates-of-other-languages.csv",
        "sizes that Dutch, German and Italian spreadsheets took for dates, and one that is the number of a day",
        """
sku,handle,name,variant_option_one_name,variant_option_one_value
A,bas,Bas,Taille,04-06-2026
B,bas,Bas,Taille,08. Okt
C,bas,Bas,Taille,10-dic
D,bas,Bas,Taille,8-11
E,gant,Gant,Taille,46177
F,gant,Gant,Taille,8-10
""",
        finds=(
            "option.date E2 variant_option_one_value",
            "option.date E3 variant_option_one_value",
            "option.date E4 variant_option_one_value",
            "option.date E6 variant_option_one_value",
        ),
    ),
    typed(
        "letter-o.csv",
        "the letter O among zeros and ones",
        "\nsku,active_online\nA,1\nB,O\nC,0\n",
        but={"B3": "1"},
        finds=("flag.letter_o B3 active_online",),
    ),
    Sample(
        name="held-otherwise.xlsx",
        wrong="a truth as a name, a weight shown with one decimal, a percentage as a SKU",
        content=_held(),
        reads=reading(_HELD),
        finds=(
            "cell.not_text B2 name",
            "text.no_name B2 name",
            "number.shown_otherwise D2 weight",
            "cell.shown_otherwise A3 sku",
        ),
    ),
    typed(
        "signs-for-nothing.csv",
        "signs that stand where there was nothing to write",
        """
sku,name,brand_name,description,upc,variant_option_one_name,variant_option_one_value
A,-,n/a,NULL,-,Taille,-
B,Bol,Aucun,0,nan,Couleur,None
C,S/O,.,"'","[vider]",,
D,N° 0,NA,- fait main,,,
""",
        finds=(
            "text.placeholder B2 name",
            "text.placeholder C2 brand_name",
            "text.placeholder D2 description",
            "text.placeholder E2 upc",
            "text.placeholder C3 brand_name",
            "text.placeholder D3 description",
            "text.placeholder E3 upc",
            "text.placeholder B4 name",
            "text.placeholder C4 brand_name",
            "text.placeholder D4 description",
            "upc.length E4 upc",
        ),
        note="a plan refuses those that would replace something else",
    ),
    typed(
        "not-mended.csv",
        "cells that onshelf gave back as text and marked, in either language, given back as they were",
        """
sku,name,retail_price,active_online,command
[to mend] 00101,Bol,24.00,1,
A,Tasse,[à corriger] 1250,0,
B,[A  Corriger] Banc,,,
C,Lampe,12.00,[to mend],[To mend] delete
D,À corriger au printemps,9.00,1,
""",
        but={"A2": "", "C3": "", "B4": "", "D5": "", "E5": ""},
        finds=(
            "cell.unmended A2 sku",
            "cell.unmended C3 retail_price",
            "cell.unmended B4 name",
            "cell.unmended D5 active_online",
            "cell.unmended E5 command",
        ),
    ),
    Sample(
        name="two-alphabets.csv",
        wrong="one accent, which is a letter in Windows and in Mac Roman",
        content="sku,name\nA,Ça\n".encode("cp1252"),
        reads=reading([["sku", "name"], ["A", "Ça"]]),
        tells=("encoding_unsure",),
        finds=("text.unsure_letters B2 name",),
    ),
)
