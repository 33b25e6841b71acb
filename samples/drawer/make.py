"""Makes the drawer anew: ``python -m samples.drawer.make``."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from samples.drawer import (
    books,
    codes,
    encodings,
    families,
    flags,
    formulas,
    headings,
    hostile,
    numbers,
    old_books,
    rows,
    separators,
    slips,
    taken_back,
    texts,
    units,
)
from samples.drawer.sample import Sample

FOLDER = Path(__file__).parents[1] / "sheets"
README = "README.md"

AREAS: Mapping[str, Sequence[Sample]] = {
    "Encodings": encodings.SAMPLES,
    "Separators": separators.SAMPLES,
    "Rows": rows.SAMPLES,
    "Headings": headings.SAMPLES,
    "Workbooks": (*books.SAMPLES, *old_books.SAMPLES, *taken_back.SAMPLES),
    "Formulas and dates": formulas.SAMPLES,
    "Numbers": numbers.SAMPLES,
    "Flags": flags.SAMPLES,
    "Codes": codes.SAMPLES,
    "Texts": texts.SAMPLES,
    "Families": families.SAMPLES,
    "Units": units.SAMPLES,
    "Slips": slips.SAMPLES,
    "Hostile": hostile.SAMPLES,
}
SAMPLES = tuple(sample for samples in AREAS.values() for sample in samples)

_INTRODUCTION = """# Sheets, each with one thing wrong

Printed from their source, `samples/drawer`, by `python -m samples.drawer.make`; a test opens each of them and holds
onshelf to its line. The clean catalog is `clean.csv`. An address is the one that Excel shows; every cell that is not
named is read as it was typed.
"""


def readme() -> str:
    return "\n".join([_INTRODUCTION, *(_section(area, samples) for area, samples in AREAS.items())])


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.iterdir():
        path.unlink()
    for sample in SAMPLES:
        (FOLDER / sample.name).write_bytes(sample.content)
    (FOLDER / README).write_text(readme(), "utf-8")
    click.echo(f"{len(SAMPLES)} sheets, {sum(len(sample.content) for sample in SAMPLES):,} bytes")


def _section(area: str, samples: Sequence[Sample]) -> str:
    lines = [f"| `{sample.name}` | {_cell(sample.wrong)} | {_cell(sample.promise())} |" for sample in samples]
    return "\n".join([f"## {area}\n", "| file | what is wrong | what onshelf promises |", "|---|---|---|", *lines, ""])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    main()
