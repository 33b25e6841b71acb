"""What stands between cells and between rows."""

from samples.drawer.dress import CLEAN, lines, text, with_cells
from samples.drawer.sample import HEADINGS, Sample, reading, typed

_BREAKS = with_cells(
    ("000101 description", "<p>Tourné\nà la main.</p>\n\n<p>Fait ici.</p>"), ("CAR-01 name", "Carte postale\n« Forêt »")
)
_CR_CR = with_cells(("000101 description", "<p>Tourné</p>\r\r<p>à la main.</p>"))
_QUOTES = with_cells(("CAR-01 name", 'Carte 5" x 7", "Forêt"'), ("745000417023 description", '"Tôle" émaillée'))
_LIST = with_cells(("000101 tags", "cuisine, table; grès, fait main"))

SAMPLES = (
    Sample(name="semicolons.csv", wrong="semicolons, as French Excel saves it", content=text(separator=";").encode()),
    Sample(name="tabs.tsv", wrong="tabs", content=text(separator="\t").encode()),
    Sample(name="pipes.csv", wrong="pipes", content=text(separator="|").encode()),
    Sample(
        name="sep-line.csv",
        wrong="a line sep=; above the headings",
        content=b"sep=;\n" + text(separator=";").encode(),
    ),
    Sample(
        name="sep-line-bom.csv",
        wrong="a byte order mark, sep=, and CRLF",
        content=b"\xef\xbb\xbfsep=,\r\n" + text(end="\r\n").encode(),
    ),
    Sample(name="crlf.csv", wrong="rows end with CRLF, as on Windows", content=text(end="\r\n").encode()),
    Sample(name="cr.csv", wrong="rows end with CR, as on an old Mac", content=text(end="\r").encode()),
    Sample(name="no-end-of-line.csv", wrong="the last row does not end", content=lines().rstrip(b"\n")),
    Sample(
        name="quoted-line-breaks.csv",
        wrong="line breaks inside a name and a description",
        content=lines(_BREAKS),
        reads=reading(_BREAKS),
        note="reads the line breaks as part of the cells, and numbers the rows as Excel does",
        finds=("name.line_break D7 name",),
    ),
    Sample(
        name="cr-cr-in-cells.csv",
        wrong="CR CR inside a description, as Excel for Mac leaves it",
        content=text(_CR_CR, end="\r\n").encode(),
        reads=reading(_CR_CR),
    ),
    Sample(
        name="quotes-in-cells.csv",
        wrong="inch marks and quotes inside cells",
        content=lines(_QUOTES),
        reads=reading(_QUOTES),
    ),
    Sample(
        name="every-cell-quoted.csv",
        wrong="every cell in quotes",
        content="".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in CLEAN).encode(),
    ),
    Sample(
        name="more-commas-than-semicolons.csv",
        wrong="semicolons, and a list with commas in a cell",
        content=text(_LIST, separator=";").encode(),
        reads=reading(_LIST),
    ),
    Sample(
        name="text-behind-a-quote.csv",
        wrong="text behind a closing quote",
        content=text([HEADINGS[1:4], ["bol", "000101", "Bol"]]).replace("Bol", '"Bol" bleu').encode(),
        reads=reading([HEADINGS[1:4], ["bol", "000101", "Bol bleu"]]),
        note="reads it as Excel does",
    ),
    typed(
        "other-separator-in-a-row.csv",
        "one row with semicolons, and one between quotation marks as a whole, as pasted from elsewhere",
        """
sku,name,retail_price
000101,Bol,24.00
000204;Table, ronde;1250,00
"000205,Banc,310.00"
""",
        but={"B3": "ronde;1250", "C3": "0.00"},
        finds=("row.unsplit A3 sku", "text.spaces B3 name", "row.unsplit A4 sku"),
        note="neither row is applied; the whole rows are suggested",
    ),
)
