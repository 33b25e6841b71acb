"""A merchant with French headings meets no other name of a column, wherever a person reads."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from batch.model.choices import Stock
from tests.journeys.shop import EVERYTHING, STORE, Shop, opened
from tests.journeys.terminal import onshelf

HEADINGS = "UGS;Nom;Marque;Prix de détail;Actif en ligne;Poids;Unité de poids;command;Inventory_Plateau;Image 2"
SHEET = f"""{HEADINGS}
MUG;Tasse;Argile;18,50;1;0,4;KG;;4;
BOWL;Bol;Argile;22,00;1;;;;5;
VASE;Vase;Argile;30,00;1;;;;6;
PLAT;Plat;Argile;35,00;1;;;;7;
"""
EDITED = f"""{HEADINGS}
MUG;Tasse;Argile;19,50;1;0,5;KG;;14;
BOWL;Bol;Argile;23,00;0;;;;5;https://images.example/bol.jpg
VASE;Vase;Boue;31,00;1;;;delete;6;
PLAT;Plat;Argile;trente;peut-être;12;;;7;
"""
_CANONICAL = re.compile(
    r"\b(retail_price|active_online|brand_name|weight_unit|quantity(_delta)?|gallery|sku_"
    r"|(?<=: )(?:sku|name|weight)(?= |:|,))\b"
)
_HTML = re.compile(r"(?s)<style>.*?</style>|<[^>]+>")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with opened(tmp_path_factory.mktemp("shop")) as there:
        there.run(there.sheet("catalogue.csv", SHEET), replace(EVERYTHING, stock=Stock.ABSOLUTE))
        yield there


def test_no_other_name_of_a_column_stands_on_the_screen_or_in_a_report(shop: Shop) -> None:
    allow = [word for guard in ("deletes", "price-moves", "disables") for word in ("--allow", guard)]
    base = ["--base", "catalogue.csv"]
    asked = ["--lang", "fr", "--store", STORE, *base, "--out", "plan.json", *allow, "--reason", "essai"]
    planned = onshelf(shop, "plan", str(shop.sheet("corrigé.csv", EDITED)), *asked)
    ids = {product["sku"]: product["id"] for product in shop.state()}
    shop.put(ids["MUG"], {"price": 21})
    applied = onshelf(shop, "apply", "plan.json", "--yes", "--lang", "fr", "--out-dir", str(shop.folder / "out"))
    run = json.loads((shop.folder / "out" / "manifest.json").read_text("utf-8"))["run"]["id"]
    shop.put(ids["BOWL"], {"price": 40})
    undone = onshelf(shop, "undo", run, "--lang", "fr")

    screens = "".join(done.stdout + done.stderr for done in (planned, applied, undone))
    texts = [screens, *(_read(path) for path in sorted(shop.folder.rglob("*")) if _of_a_person(path))]

    assert "Inventory_Plateau" in planned.stdout
    assert "Image 2" in planned.stdout
    assert "Prix de détail valait" in applied.stdout
    assert "Prix de détail a été modifié depuis" in undone.stdout
    assert [found[0] for text in texts for found in _CANONICAL.finditer(text)] == []


def _of_a_person(path: Path) -> bool:
    return path.name.endswith((".result.xlsx", "report.html", "issues.csv", ".fix.csv"))


def _read(path: Path) -> str:
    if path.suffix != ".xlsx":
        return _HTML.sub(" ", path.read_text("utf-8-sig"))
    book = openpyxl.load_workbook(path)
    cells = (cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return "\n".join(f"{cell.value or ''}\n{cell.comment.text if cell.comment else ''}" for cell in cells)
