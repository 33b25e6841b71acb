"""Rows that are no products, and products that are not where they should be."""

from samples.drawer.dress import CLEAN, lines
from samples.drawer.sample import HEADINGS, ROWS, Reading, Sample, clean, reading, typed

_TITLES = [["Boutique Quai Nord"], ["Catalogue du printemps", "", "mars 2026"], []]
_NOTES = [[], ["Prix à revoir avant le 15 mars"], ["Note : demander à Luc pour les gants"]]
_TOTAL = [["Total", *[""] * 11, "729.86", "1424.50"]]
_MORE = [[*HEADINGS, "Étagère", "Notes de Luc"], *([*row, "B4", "vu"] for row in ROWS)]
_TURNED = [list(reversed(row)) for row in CLEAN]


def _spaced(rows: Reading, gaps: dict[int, int]) -> Reading:
    """``gaps``: before which product, counted from the first row, so many rows lie."""
    found, extra = {}, 0
    for row, cells in rows.items():
        extra += gaps.get(row, 0)
        found[row + extra] = cells
    return found


_GAPS = [*CLEAN[:3], [], ["" for _ in HEADINGS], *CLEAN[3:6], ["   "], *CLEAN[6:]]

SAMPLES = (
    Sample(
        name="title-rows.csv",
        wrong="a title, a subtitle and a blank row above the headings",
        content=lines([*_TITLES, *CLEAN]),
        reads=clean(5),
        skips=("1 title", "2 title"),
        tells=("skipped_title", "heading_row"),
    ),
    Sample(
        name="notes-below.csv",
        wrong="two notes below the products",
        content=lines([*CLEAN, *_NOTES]),
        skips=("10 note", "11 note"),
        tells=("skipped_note",),
    ),
    Sample(
        name="blank-rows.csv",
        wrong="blank rows between the products, one of them of spaces",
        content=lines(_GAPS),
        reads=_spaced(clean(), {4: 2, 7: 1}),
        tells=("blank_rows",),
    ),
    Sample(
        name="total-row.csv",
        wrong="a total row at the end",
        content=lines([*CLEAN, *_TOTAL]),
        skips=("9 total",),
        tells=("skipped_total",),
    ),
    Sample(
        name="repeated-headings.csv",
        wrong="the heading row stands again in the middle, as in pasted pages",
        content=lines([*CLEAN[:4], HEADINGS, *CLEAN[4:]]),
        reads=_spaced(clean(), {5: 1}),
        skips=("5 heading",),
        tells=("skipped_heading",),
    ),
    Sample(
        name="only-headings.csv",
        wrong="headings without products",
        content=lines([HEADINGS]),
        reads={},
        note="reads no row, and says so",
    ),
    Sample(
        name="short-rows.csv",
        wrong="rows shorter than the headings",
        content=lines([HEADINGS[1:], *(row[1:13] for row in ROWS)]),
        reads=reading([HEADINGS[1:], *(row[1:13] for row in ROWS)]),
        note="reads what is missing at the end as blank",
    ),
    typed(
        "row-too-long.csv",
        "a comma too many in a name",
        """
sku,name,retail_price
000101,Bol,24.00
000204,Table, ronde,1250.00
""",
        but={"C3": ""},
        finds=("row.too_long 3", "price.unreadable C3 retail_price"),
        note="row 3 is not applied",
    ),
    Sample(
        name="extra-columns.csv",
        wrong="two columns of the merchant's own",
        content=lines(_MORE),
        finds=("heading.unknown S1 Étagère", "heading.unknown T1 Notes de Luc"),
        tells=("columns_ignored",),
    ),
    Sample(name="columns-reordered.csv", wrong="the columns from last to first", content=lines(_TURNED)),
    Sample(
        name="blank-column.csv",
        wrong="a column without a heading in the middle",
        content=lines([[*row[:3], "", *row[3:]] for row in CLEAN]),
        tells=("columns_unnamed",),
    ),
    typed(
        "shifted-row.csv",
        "the cells of one row moved to the right by one",
        """
id,handle,sku,name,retail_price,active
0d2f3a51-6c1e-5b0a-9d0e-3f1c6a2b7e01,bol,000101,Bol,24.00,1
,0d2f3a51-6c1e-5b0a-9d0e-3f1c6a2b7e02,table,000204,Table,1250.00
0d2f3a51-6c1e-5b0a-9d0e-3f1c6a2b7e03,banc,000205,Banc,310.00,1
""",
        but={"E3": "", "F3": ""},
        finds=("price.unreadable E3 retail_price", "flag.unreadable F3 active"),
        note="row 3 is not applied",
    ),
    typed(
        "component-rows.csv",
        "a composite and its component rows, shorter than the headings, as Retail POS writes them",
        """
id,handle,sku,composite_name,composite_sku,composite_quantity,name,retail_price,active
0d2f3a51-6c1e-5b0a-9d0e-3f1c6a2b7e11,coffret,COF-1,,,,Coffret du matin,42.00,1
0d2f3a51-6c1e-5b0a-9d0e-3f1c6a2b7e11,,COF-1,Bol à café,000101,1,Coffret du matin
0d2f3a51-6c1e-5b0a-9d0e-3f1c6a2b7e11,,COF-1,Boîte à pain,000102,2,Coffret du matin
0d2f3a51-6c1e-5b0a-9d0e-3f1c6a2b7e12,bol,000101,,,,Bol à café,24.00,1
0d2f3a51-6c1e-5b0a-9d0e-3f1c6a2b7e13,boite,000102,,,,Boîte à pain,9.00,1
""",
        finds=("row.component E3 composite_sku", "row.component E4 composite_sku"),
    ),
    typed(
        "minimal.csv",
        "two columns only",
        """
sku,retail_price
000101,26.00
GAN-S,31.00
""",
    ),
    typed(
        "minimal-handle.csv",
        "no SKU, only the handle to go by",
        """
handle,retail_price
bol-a-cafe,26.00
""",
        finds=("sku.required 2",),
    ),
    typed(
        "spilled-description.csv",
        "a description cut at Excel's 32,767 letters, its rest spilled over the rows below",
        "\nid,handle,sku,name,description,retail_price\n"
        "0d2f3a51-6c1e-5b0a-9d0e-3f1c6a2b7e01,bol-a-cafe,000101,Bol,"
        + ("<p>Bol</p>" * 3277)[:32767]
        + ",24.00\n"
        + '"</p><p style=""margin: 0"">Fait",,,,,\n"</p></div>",,,,,\n'
        + "0d2f3a51-6c1e-5b0a-9d0e-3f1c6a2b7e02,table,000204,Table,,1250.00\n",
        finds=(
            "text.cut E2 description",
            "row.spilled A3 id",
            "sku.required C3 sku",
            "row.spilled A4 id",
            "sku.required C4 sku",
        ),
    ),
    typed(
        "quotes-lost.csv",
        "a description whose quotation marks were lost at its comma and its line break",
        """
id,sku,name,description,brand_name,supplier_name,retail_price,active
0d2f3a51-6c1e-5b0a-9d0e-3f1c6a2b7e01,RHUM-1,Rhum,<p>Terre riche,eau de pluie
<p>Vieilli sous les tropiques,un an.</p>,Lin,Sud,24.00,1
0d2f3a51-6c1e-5b0a-9d0e-3f1c6a2b7e02,GIN-1,Gin,Sec,Lin,Sud,31.00,1
""",
        finds=("row.cut 2", "row.spilled A3 id", "text.no_name E3 brand_name"),
    ),
)
