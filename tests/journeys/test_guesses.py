"""What was guessed about a file is shown wherever people look: on the console, in JSON and in the workbook."""

import json
import os
from pathlib import Path

import openpyxl
import pytest

from tests.journeys import forked

TEXT = """Catalogue d’été;;;
sku;name;retail_price;Rayon
1;Théière;12,50;A
2;Crème brûlée;13,75;B
;Total;26,25;
"""
# For each guess: what the text file and the workbook show of it, in English and in French.
SHOWN = {
    "encoding": ("CP1252", "CP1252"),
    "separator": ("semicolon", "point-virgule"),
    "layout": ("a few columns of your own", "quelques colonnes de votre choix"),
    "decimal_comma": ("decimal comma", "virgule décimale"),
    "heading_row": ("row 2", "ligne 2"),
    "columns_ignored": ("Rayon", "Rayon"),
    "skipped_title": ("1", "1"),
    "skipped_total": ("5", "5"),
}


def checked(folder: Path, path: Path, language: str, *words: str) -> str:
    asked = ["onshelf", "--home", str(folder / "home"), "--lang", language, "check"]
    done = forked.run(
        [*asked, *words, "--out-dir", str(folder / f"out-{language}{len(words)}"), str(path)], folder, os.environ
    )
    return done.stdout + ("" if words else done.stderr)


@pytest.mark.parametrize(("at", "language"), [(0, "en"), (1, "fr")])
def test_every_guess_about_a_text_file_is_on_the_console_in_json_and_in_the_workbook(
    tmp_path: Path, at: int, language: str
) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_bytes(TEXT.encode("cp1252"))

    console = checked(tmp_path, path, language)
    sheet = json.loads(checked(tmp_path, path, language, "--json"))["sheet"]
    book = openpyxl.load_workbook(next(tmp_path.glob(f"out-{language}0/**/*.result.xlsx")))
    cells = [str(cell.value) for tab in book.worksheets[1:] for row in tab.iter_rows() for cell in row if cell.value]

    assert set(SHOWN) - {"layout"} <= {guess["code"] for guess in sheet["guesses"]}
    assert (sheet["encoding"], sheet["delimiter"], sheet["layout"]) == ("cp1252", ";", "minimal")
    assert [code for code, words in SHOWN.items() if words[at] not in console] == []
    assert [code for code, words in SHOWN.items() if not any(words[at] in cell for cell in cells)] == []


@pytest.mark.parametrize("language", [pytest.param("en", marks=pytest.mark.long), "fr"])
def test_the_worksheet_that_was_read_and_codes_that_are_numbers_in_it_are_shown(tmp_path: Path, language: str) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Ventes 26"
    for row in (["sku", "name"], [1, "Mug"]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "book.xlsx")

    console = checked(tmp_path, tmp_path / "book.xlsx", language)

    assert "Ventes 26" in console
    assert {"en": "as numbers", "fr": "comme des nombres"}[language] in " ".join(console.split())
    assert (
        json.loads(checked(tmp_path, tmp_path / "book.xlsx", language, "--json"))["sheet"]["worksheet"] == "Ventes 26"
    )
