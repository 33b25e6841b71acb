"""Encodings: told from the bytes; no letter is lost but those that are none, and these are told."""

import random
from pathlib import Path

import pytest

from batch.check import check
from batch.errors import UnreadableFile
from batch.formats.letters import same_letter
from tests.formats.making import in_file, sheet_of, table

FRENCH = """Crème brûlée à l’érable
Théière en grès émaillé
Écharpe d’hiver « Montréal »
Œufs de Pâques – boîte de 12
Gants doublés, très chauds ; 25 €
Couverture 100 % laine, 90 cm
Café moulu “Réserve” 250 g
ÉTÉ : SOLDES
CHÂTEAU MÊLÉ
Qualité supérieure… garantie à vie
Naïf, maïs, noël, cœur, bœuf
Prix : 12 €
Lave à 30 °C, sèche à plat
Où est-il ? Là-bas !
PRÊT-À-PORTER
Île d’Orléans, hôtel du goût
À partir de 3 ans, reçu demandé""".splitlines()
ENGLISH = """Children’s mug – blue
“Handmade” soap
Don’t panic… it’s cotton
Levi’s® jeans
Naïve café crème
Motörhead shirt, Häagen crème fraîche
25 °C thermometer, it’s red
Pokémon™ card – rare""".splitlines()
WHOLE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
ONE_BYTE = ["cp1252", "mac-roman"]


def read(folder: Path, names: list[str], encoding: str) -> tuple[str | None, list[str], set[str]]:
    rows = [f'{at};"{name}"' for at, name in enumerate(names)]
    sheet = sheet_of(in_file(folder, "\n".join(["sku;name", *rows, ""]).encode(encoding)))
    return sheet.source.encoding, [row[1] for row in table(sheet).values()], {guess.code for guess in sheet.guesses}


@pytest.mark.parametrize("encoding", [*WHOLE, *ONE_BYTE])
def test_a_catalog_is_read_letter_by_letter_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    for names in (FRENCH, ENGLISH):
        assert read(tmp_path, names, encoding)[:2] == (encoding, names)


@pytest.mark.parametrize("encoding", ONE_BYTE)
@pytest.mark.parametrize("seed", range(40))
def test_windows_and_mac_are_told_apart_or_it_is_said_that_they_cannot(
    tmp_path: Path, encoding: str, seed: int
) -> None:
    chance = random.Random(seed)
    for size in (1, 2, 3, 8):
        names = chance.choices(chance.choice((FRENCH, ENGLISH)), k=size)
        _, texts, guesses = read(tmp_path, names, encoding)
        assert texts == names or "encoding_unsure" in guesses


def test_where_the_bytes_fit_both_windows_is_taken_and_it_is_said(tmp_path: Path) -> None:
    encoding, texts, guesses = read(tmp_path, ["FORÊT NOIRE"], "cp1252")
    assert (encoding, texts) == ("cp1252", ["FORÊT NOIRE"])
    assert "encoding_unsure" in guesses
    assert same_letter("©".encode("cp1252"))
    assert "encoding_unsure" not in read(tmp_path, ["© Acme"], "cp1252")[2]


WORDS = (
    "Café|Pâté|Noël|Hôtel|Gâteau|Crêpe|Maïs|Crème brûlée|Thé à la menthe|Cœur|Sirop d’érable|Qu’à|5 €|N° 5|25 °C|½|Été"
)
RARE = "Qu’à|N° 5|Ça|Île|Œuf|BŒUF|Señor|Jalapeño|Straße|Ø 12|µ|À"


@pytest.mark.parametrize("encoding", [*ONE_BYTE, "cp850"])
@pytest.mark.parametrize("word", [*WORDS.split("|"), *RARE.split("|")])
def test_one_word_with_an_accent_is_read_right_or_told_or_refused(tmp_path: Path, encoding: str, word: str) -> None:
    content = f"sku,name\nA1,{word}\nA2,plain\n".encode(encoding, "replace")
    try:
        read = sheet_of(in_file(tmp_path, content))
    except UnreadableFile:
        return  # in its own sentence: see test_delimited
    told = {finding.code for finding in check(read).findings}
    assert "?" in content.decode("latin-1") or table(read)[2][1] == word or "text.unsure_letters" in told


@pytest.mark.parametrize("encoding", ONE_BYTE)
@pytest.mark.parametrize("word", WORDS.split("|"))
def test_one_ordinary_word_with_an_accent_is_enough_to_read_a_file(tmp_path: Path, encoding: str, word: str) -> None:
    content = f"sku,name\nA1,{word}\nA2,plain\n".encode(encoding, "replace")
    assert "?" in content.decode("latin-1") or table(sheet_of(in_file(tmp_path, content)))[2][1] == word


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_few_bad_bytes_leave_a_file_in_utf_8_and_every_row_in_its_place(tmp_path: Path, mark: bytes) -> None:
    lines = ["sku,name", *(f"{at},thé glacé {at}" for at in range(50)), "x,caf\udce9", "y,été", ""]
    sheet = sheet_of(in_file(tmp_path, mark + "\n".join(lines).encode("utf-8", "surrogateescape")))
    assert sheet.source.encoding == ("utf-8-sig" if mark else "utf-8")
    assert table(sheet)[52] == ["x", "caf\ufffd"]
    assert table(sheet)[53] == ["y", "été"]
    assert [dict(guess.facts) for guess in sheet.guesses if guess.code == "encoding_damaged"] == [{"count": "1"}]


def test_one_strange_byte_in_a_large_plain_file_is_damage_and_no_alphabet(tmp_path: Path) -> None:
    content = b"sku,name\n" + b"1,a plain name\n" * 400 + b"2,caf\x81\n"
    sheet = sheet_of(in_file(tmp_path, content))
    assert table(sheet)[402] == ["2", "caf\ufffd"]


def test_a_byte_that_windows_does_not_know_is_told(tmp_path: Path) -> None:
    content = "\n".join(["sku,name", *(f"{at},{name.split(',')[0]}" for at, name in enumerate(FRENCH))]).encode(
        "cp1252"
    )
    sheet = sheet_of(in_file(tmp_path, content + b"\n99,a\x90b\n"))
    assert sheet.source.encoding == "cp1252"
    assert table(sheet)[19] == ["99", "a\ufffdb"]
    assert "encoding_damaged" in {guess.code for guess in sheet.guesses}


# One of them in a file of plain rows: of Portuguese, German, Spanish, Nordic and Czech shops, and signs.
SINGLE = (
    "Größe|Fußball|São Paulo|coração|¿Qué?|Ø 30 mm|30 µm|©Acme|¥500|5¢|n.º 5|’90s|‹Hat›|Žena|Žižek|ÆRØ|Öl|Über|Äpfel"
    "|Köln|kött|½ inch|Málaga|AÏOLI|BLÅ|mão"
)


def _has(encoding: str, word: str) -> bool:
    return word.encode(encoding, "ignore").decode(encoding) == word


@pytest.mark.parametrize(
    ("encoding", "word"),
    [(encoding, word) for encoding in (*ONE_BYTE, "cp850") for word in SINGLE.split("|") if _has(encoding, word)],
)
def test_one_foreign_word_is_read_right_or_told_and_windows_is_never_refused(
    tmp_path: Path, encoding: str, word: str
) -> None:
    content = f"sku,name\nA1,{word}\nA2,plain\n".encode(encoding)
    try:
        read = sheet_of(in_file(tmp_path, content))
    except UnreadableFile:
        assert encoding == "cp850"  # words that its letters alone do not prove
        return
    told = {finding.code for finding in check(read).findings}
    assert table(read)[2][1] == word or told & {"text.unsure_letters", "text.undecodable"}


@pytest.mark.parametrize(
    "names",
    [
        ["Fußball Größe 5", "Kühltasche groß", "Gänseblümchen Öl", "Straßenschuh weiß", "Tür"],
        ["Camisola São João", "Coração vermelho", "Pão de queijo", "Café"],
        ["Niño pequeño", "¿Qué pasa?", "Pantalón largo", "JALAPEÑO ¡rico!"],
    ],
)
def test_german_portuguese_and_spanish_are_read_without_a_doubt(tmp_path: Path, names: list[str]) -> None:
    encoding, texts, guesses = read(tmp_path, names, "cp1252")
    assert (encoding, texts) == ("cp1252", names)
    assert "encoding_unsure" not in guesses


@pytest.mark.parametrize(
    ("encoding", "word"), [("cp1251", "Кружка синяя"), ("cp1253", "Κούπα μπλε"), ("cp932", "青い帽子")]
)
def test_another_alphabet_is_refused_not_read_as_windows(tmp_path: Path, encoding: str, word: str) -> None:
    with pytest.raises(UnreadableFile, match=r"file\.unknown_encoding"):
        sheet_of(in_file(tmp_path, f"sku,name\nA1,{word}\nA2,plain\n".encode(encoding)))
