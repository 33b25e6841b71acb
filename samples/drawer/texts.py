"""Words that went through the wrong letters."""

from samples.drawer.dress import lines, with_cells
from samples.drawer.sample import Sample, reading, typed


def _as(encoding: str, *texts: str) -> list[str]:
    """UTF-8 read in another encoding."""
    return [text.encode().decode(encoding) for text in texts]


def _rows(*texts: str) -> str:
    return "sku,name\n" + "".join(f'{sku},"{text}"\n' for sku, text in zip("ABCDEFGH", texts, strict=False))


_LETTERS = 32_767  # as many as Excel keeps of a cell
_LONG = ("<p>Tourné ici.</p>" * 1900)[:_LETTERS]
_CUT = with_cells(("000101 description", _LONG))

SAMPLES = (
    typed(
        "double-encoded.csv",
        "accents encoded twice, read as Windows 1252 in between",
        _rows(*_as("cp1252", "Bol à café".replace("à", "ç"), "Forêt d’érables", "Café – 250 g", "Œuf"), "Café"),
        finds=(
            "text.double_encoded B2 name",
            "text.double_encoded B3 name",
            "text.double_encoded B4 name",
            "text.double_encoded B5 name",
        ),
        note="reads every cell as typed and proposes the repaired texts",
    ),
    typed(
        "double-encoded-mac.csv",
        "accents encoded twice, read as Mac Roman in between",
        _rows(*_as("mac_roman", "Bol à café", "Forêt d’érables"), "Café"),
        finds=(
            "text.double_encoded B2 name",
            "text.double_encoded B3 name",
        ),
        note="reads every cell as typed and proposes the repaired texts",
    ),
    typed(
        "nbsp-mojibake.csv",
        "no-break spaces that became Â",
        _rows("Bol\u00c2\u00a0: petit", "Bol\u00c2\u00a0bleu", "Â propos"),
        finds=(
            "text.double_encoded B2 name",
            "text.double_encoded B3 name",
        ),
    ),
    typed(
        "replacement-letters.csv",
        "letters that are lost for good",
        _rows("Bol \ufffd caf\ufffd", "Caf? cr?me"),
        finds=("text.undecodable B2 name", "text.letter_lost B3 name"),
        but={"B2": ""},
        note="does not read a name with signs that stand for no letter",
    ),
    typed(
        "stray-spaces.csv",
        "spaces around and inside",
        """
sku,name,brand_name
 000101 ,  Bol   à café  ,Lichen\u0020
\u00a0000204,Table\u00a0d’érable,\u3000Scierie
""",
        but={"A2": "000101", "B2": "Bol   à café", "C2": "Lichen", "A3": "000204", "C3": "Scierie"},
        note="reads without the spaces around",
        finds=(
            "text.spaces A2 sku",
            "text.spaces B2 name",
            "text.spaces C2 brand_name",
            "text.spaces A3 sku",
            "text.spaces C3 brand_name",
        ),
    ),
    typed(
        "control-characters.csv",
        "a vertical tab, an escape and a bell",
        """
sku,name,description
A,Bol\x0bbleu,Fait\x1b[0m ici
B,Table\x07,Bois
""",
        finds=(
            "text.control B2 name",
            "text.control C2 description",
            "text.control B3 name",
        ),
    ),
    typed(
        "zero-width.csv",
        "zero-width letters in a SKU and a name",
        """
sku,name
000\u200b101,Bol
\ufeff000204,Ta\u00adble
""",
        finds=(
            "text.control A2 sku",
            "text.control A3 sku",
            "text.control B3 name",
        ),
    ),
    Sample(
        name="cut-description.csv",
        wrong="a description cut at Excel's 32,767 letters",
        content=lines(_CUT),
        reads=reading(_CUT),
        finds=("text.cut E2 description",),
    ),
    typed(
        "cut-category.csv",
        "a category cut at 50 letters",
        """
sku,name,type
A,Bol,Cuisine / Vaisselle / Grès / Tourné à la main / Fa
B,Table,Maison
""",
        finds=("category.cut C2 type",),
    ),
    typed(
        "html-entities.csv", "entities where letters should be", _rows("Bol &agrave; caf&eacute;", "Sel &amp; poivre")
    ),
    typed("name-of-digits.csv", "a name of nothing but digits", _rows("745000417023")),
    typed(
        "right-to-left.csv",
        "a mark that turns the reading direction",
        _rows("Bol \u202egnp.exe"),
        finds=("text.control B2 name",),
    ),
    typed(
        "letters-lost.csv",
        "letters that the file's encoding did not have, saved as question marks",
        """
sku,name,brand_name,description
A,Sima?o Branca,Sima?o,<p>Un vin rose?. <a href='https://example.com/?a=b'>Pourquoi?</a></p>
B,Petillant Rose?,Acme,
""",
        finds=(
            "text.letter_lost B2 name",
            "text.letter_lost C2 brand_name",
            "text.letter_lost D2 description",
            "text.letter_lost B3 name",
        ),
    ),
    typed(
        "image-addresses.csv",
        "images by file name, two in one cell, and one on a disk",
        """
sku,name,image_url
A,Bol,bol.jpg
B,Table,"https://example.com/1.jpg, https://example.com/2.jpg"
C,Banc,file:///C:/Images/banc.jpg
D,Lampe,https://example.com/lampe.jpg
""",
        finds=("image.unreadable C2 image_url", "image.unreadable C3 image_url", "image.unreadable C4 image_url"),
    ),
)
