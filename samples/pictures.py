"""The pictures of the README, as programs really show the reports: ``make pictures``.

Needs LibreOffice (``soffice``), Chromium and poppler (``pdftoppm``); no test does. Each picture stays below 200 KB.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import click

SAMPLES = Path(__file__).parent
PICTURES = SAMPLES.parent / "docs" / "pictures"
LARGEST = 200_000
SHEET_ERRORS = 3

_PRICES = """sku,name,retail_price,active_online
000101,Tasse en grès « Boréale »,27.00,1
000105,Planche à pain en merisier,sur demande,1
000111,,,0
000113,Plat à gratin ovale,49.00,1
000205,Carte « Joyeux Noël »,6.50,peut-être
7.45E+11,Chandelle de soya,18.00,1
42001,Réchaud à bois,109.00,1
50005,La cuisine de la cabane,29.95,1
000208,Stylo-plume en laiton,-62,1
"""
_POINTED_AT = (10, 3)  # row and column of the price below zero
_NOTE = re.compile(rb"(?s)<v:shape .*?</v:shape>")
_PAGE = (1_100, 1_100)  # of the browser's window, in pixels
_WORKBOOK = (1_285, 272)  # what is kept of the sheet, in pixels: all but the columns Store ID and Run
_DOTS = 170  # in an inch


@click.command()
def main() -> None:
    """Write docs/pictures anew."""
    if missing := [name for name in ("soffice", "chromium", "pdftoppm") if shutil.which(name) is None]:
        click.echo(f"not installed: {', '.join(missing)}", err=True)
        sys.exit(1)
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="onshelf-") as folder:
        for picture in (*_workbook(Path(folder)), *_page(Path(folder))):
            size = picture.stat().st_size
            click.echo(f"{picture.relative_to(SAMPLES.parent)}: {size // 1000} KB")
            if size > LARGEST:
                sys.exit(1)


def _workbook(folder: Path) -> Iterator[Path]:
    sheet = folder / "prices.csv"
    sheet.write_text(_PRICES, "utf-8")
    result = _pointed_at(_run(sheet, folder) / "prices.result.xlsx")
    pdf = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf", "--outdir"]
    _quietly([*pdf, str(folder), str(result)])
    target = PICTURES / "workbook"
    cut = ["-x", "112", "-y", "126", "-W", str(_WORKBOOK[0]), "-H", str(_WORKBOOK[1])]
    pages = ["pdftoppm", "-png", "-singlefile", "-r", str(_DOTS), *cut]
    _quietly([*pages, str(result.with_suffix(".pdf")), str(target)])
    yield target.with_suffix(".png")


def _pointed_at(workbook: Path) -> Path:
    """A copy in which one note is open, as it is while the pointer rests on its cell."""
    copy = workbook.parent.parent / "pointed.xlsx"
    with zipfile.ZipFile(workbook) as before, zipfile.ZipFile(copy, "w") as after:
        for part in before.namelist():
            content = before.read(part)
            after.writestr(part, _NOTE.sub(_opened, content) if part.endswith(".vml") else content)
    return copy


def _opened(note: re.Match[bytes]) -> bytes:
    row, column = _POINTED_AT
    if b"<x:Row>%d</x:Row><x:Column>%d</x:Column>" % (row - 1, column - 1) not in note[0]:
        return note[0]
    shown = note[0].replace(b"visibility:hidden", b"visibility:visible")
    return shown.replace(b"</x:ClientData>", b"<x:Visible/></x:ClientData>")


def _page(folder: Path) -> Iterator[Path]:
    sheet = shutil.copy(SAMPLES / "catalog.xlsx", folder)
    report = _run(Path(sheet), folder) / "report.html"
    target = PICTURES / "report.png"
    window = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--window-size={_PAGE[0]},{_PAGE[1]}",
    ]
    _quietly(["chromium", *window, f"--screenshot={target}", report.as_uri()])
    yield target


def _run(sheet: Path, folder: Path) -> Path:
    """The folder of the reports of a run on the sandbox store."""
    home, reports = folder / f"home-{sheet.stem}", folder / sheet.stem
    words = ["run", str(sheet), "--yes", "--home", str(home), "--out-dir", str(reports)]
    plain = os.environ | {"ONSHELF_LANG": "en"}
    done = subprocess.run([sys.executable, "-m", "batch.cli", *words], env=plain, capture_output=True, check=False)
    if done.returncode != SHEET_ERRORS:
        sys.exit(done.stderr.decode())
    return reports


def _quietly(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    main()
