"""Codes that a spreadsheet, or a hand, has changed."""

from samples.drawer.sample import typed

SAMPLES = (
    typed(
        "scientific-sku.csv",
        "SKUs turned into numbers with an exponent",
        """
sku,name,retail_price
7.45E+11,Bol,24.00
"7,45E+11",Table,29.00
""",
        finds=("code.damaged A2 sku", "code.damaged A3 sku"),
    ),
    typed(
        "scientific-supplier-code.csv",
        "supplier's codes turned into numbers with an exponent",
        """
sku,name,supplier_code
A,Bol,9.42E+12
B,Table,9.42E+12
""",
        finds=("code.damaged_unsent C2 supplier_code", "code.damaged_unsent C3 supplier_code"),
    ),
    typed(
        "lost-zero-upc.csv",
        "UPCs without their leading zero; the check digit proves it",
        """
sku,name,upc
A,Bol,36000291452
B,Table,036000291452
""",
        note="reads every cell as typed and proposes 036000291452",
        finds=("upc.lost_zero C2 upc",),
    ),
    typed(
        "lost-zero-family.csv",
        "a SKU without the leading zeros of its family",
        """
handle,sku,name,variant_option_one_name,variant_option_one_value
gants,000101,Gants,Taille,S
gants,000102,Gants,Taille,M
gants,000103,Gants,Taille,L
gants,104,Gants,Taille,XL
""",
        note="reads every cell as typed and proposes 000104",
        finds=("sku.lost_zero B5 sku",),
    ),
    typed(
        "sku-as-date.csv",
        "SKUs turned into dates",
        """
sku,name,retail_price
4-Jun,Bol,24.00
04-juin,Table,29.00
2026-06-04,Banc,31.00
""",
        finds=(
            "code.date A2 sku",
            "code.date A3 sku",
            "code.date A4 sku",
        ),
    ),
    typed(
        "option-as-date.csv",
        "the sizes 4-6 and 10/12 turned into dates",
        """
handle,sku,name,variant_option_one_name,variant_option_one_value
bas,BAS-1,Bas,Taille,1-3
bas,BAS-2,Bas,Taille,04-juin
bas,BAS-3,Bas,Taille,10-Dec
""",
        finds=(
            "option.date E3 variant_option_one_value",
            "option.date E4 variant_option_one_value",
        ),
        note="reads every cell as typed and proposes 4-6 and 10-12, as the family's other size proves",
    ),
    typed(
        "look-alike-sku.csv",
        "two SKUs that look the same, one with a Cyrillic А",
        """
sku,name,retail_price
BOL-A1,Bol,24.00
BOL-\u04101,Bol,26.00
""",
        finds=(
            "sku.alike A2 sku",
            "sku.alike A3 sku",
            "sku.lookalike_letters A3 sku",
        ),
    ),
    typed(
        "sku-case.csv",
        "two SKUs equal but for capitals",
        """
sku,name,retail_price
bol-a1,Bol,24.00
BOL-A1,Bol,26.00
""",
        finds=(
            "sku.alike A2 sku",
            "sku.alike A3 sku",
        ),
    ),
    typed(
        "sku-spaces.csv",
        "two SKUs equal but for a space inside",
        """
sku,name,retail_price
BOL A1,Bol,24.00
BOL  A1,Bol,26.00
""",
        finds=(
            "sku.alike A2 sku",
            "sku.alike A3 sku",
        ),
    ),
    typed(
        "sku-twice.csv",
        "the same SKU on two rows",
        """
sku,name,retail_price
000101,Bol,24.00
000101,Table,26.00
""",
        finds=("sku.duplicate A2 sku", "sku.duplicate A3 sku"),
    ),
    typed(
        "no-sku.csv",
        "a product without its SKU",
        """
sku,name,retail_price
,Bol,24.00
000204,Table,26.00
""",
        finds=("sku.required A2 sku",),
    ),
    typed(
        "upc-check-digit.csv",
        "bar codes with a wrong check digit, too short, and with letters",
        """
sku,name,upc
A,Bol,036000291453
B,Table,12345
C,Banc,03600029145X
D,Lampe,036000291452
""",
        finds=(
            "upc.check_digit C2 upc",
            "upc.length C3 upc",
            "upc.length C4 upc",
        ),
    ),
    typed(
        "sku-with-decimals.csv",
        "SKUs that became numbers: 100200.0",
        """
sku,name,retail_price
100200.0,Bol,24.00
100201.0,Table,26.00
""",
        note="reads every cell as typed and proposes 100200",
        finds=("code.decimals A2 sku", "code.decimals A3 sku"),
    ),
    typed(
        "sku-grouped.csv",
        "SKUs with thousands marks",
        """
sku,name,retail_price
"745,000,417,023",Bol,24.00
745 000 417 030,Table,26.00
""",
        note="reads every cell as typed and proposes 745000417023",
        finds=("code.grouped A2 sku", "code.grouped A3 sku"),
    ),
    typed(
        "sku-apostrophe.csv",
        "an apostrophe before the code, as typed to keep its zeros",
        """
sku,name,retail_price
'000101,Bol,24.00
'000204,Table,26.00
""",
        note="reads every cell as typed and proposes 000101",
        finds=("code.apostrophe A2 sku", "code.apostrophe A3 sku"),
    ),
    typed(
        "sku-rounded.csv",
        "long codes with their last digits turned into zeros",
        """
sku,name,supplier_code
A,Bol,9421234567890120000
94212345678901200,Table,
""",
        finds=("code.changed_unsent C2 supplier_code", "code.rounded A3 sku"),
    ),
    typed(
        "zero-lost-or-not.csv",
        "UPCs among EANs, and no SKU that begins with a zero",
        """
sku,name,retail_price
4006381333931,Bol,24.00
610074058014,Table,26.00
""",
        note="reads every cell as typed, and says that 0610074058014 would be the same bar code",
        finds=("sku.uncertain_zero A3 sku",),
    ),
    typed(
        "bad-id.csv",
        "HTML debris in the column of the ids",
        """
id,sku,name
<p style="margin: 0">,A,Bol
0d2f3a51-6c1e-5b0a-9d0e-3f1c6a2b7e01,B,Table
""",
        finds=("row.spilled A2 id",),
    ),
    typed(
        "formula-texts.csv",
        "texts that a spreadsheet would take for formulas",
        """
sku,name,description
A,=1+1,"=HYPERLINK(""https://example.com"",""Bol"")"
B,+Bol,@SUM(A1)
C,-Bol,-6
""",
        note="calculates nothing: a formula is refused, other such texts are read as texts",
        finds=("cell.formula C2 description",),
        but={"C2": ""},
    ),
)
