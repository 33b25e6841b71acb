"""Makes the sample files anew from the shop: ``python -m samples.make``."""

from collections.abc import Mapping
from pathlib import Path

import click

from samples.sheets import csv_file, workbook_file
from samples.shop import edited
from samples.store import store_file

FOLDER = Path(__file__).parent


def files() -> Mapping[str, bytes]:
    """Name to content; the same whenever and wherever it is made."""
    rows = edited()
    return {"catalog.csv": csv_file(rows), "catalog.xlsx": workbook_file(rows), "store.json": store_file()}


def main() -> None:
    for name, content in files().items():
        (FOLDER / name).write_bytes(content)
        click.echo(f"{name}: {len(content):,} bytes")


if __name__ == "__main__":
    main()
