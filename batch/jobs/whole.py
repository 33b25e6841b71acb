"""Is the sheet the whole catalog? A mirror deletes what it lacks."""

from batch.check import Checked
from batch.errors import Usage
from batch.export import STOCK
from batch.model.catalog import Sheet
from batch.model.choices import Choices, Missing


def refuse_part(sheet: Sheet, checked: Checked, choices: Choices, *, has_base: bool = False) -> None:
    """Raises Usage for a mirror of what may be a part of the catalog: what it lacks would be deleted."""
    if choices.missing is Missing.LEAVE:
        return
    facts = {"sheet": sheet.source.name}
    if not len(checked.catalog.products()):
        raise Usage("mirror.empty", facts)
    if sheet.layout == "minimal":
        raise Usage("mirror.minimal", facts)
    for guess in sheet.guesses:
        if guess.code == "other_sheets":
            raise Usage("mirror.other_worksheets", facts | dict(guess.facts))
    for found in checked.findings:
        if found.code == "heading.duplicate":
            raise Usage("mirror.second_table", facts | {"column": found.value})
    if not has_base and (sheet.export is not None or _as_we_export(sheet)):
        raise Usage("mirror.part_of_store", facts)


def _as_we_export(sheet: Sheet) -> bool:
    """Columns that only an export of ours has: its mark may have been deleted with the column that it stands in."""
    return {"ecom_id", STOCK} <= {heading.text.strip() for heading in sheet.headings}
