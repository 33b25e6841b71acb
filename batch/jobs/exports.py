"""The store as a sheet: read, laid out, proved, written, and a copy kept as the base of what is made of it."""

from dataclasses import dataclass
from pathlib import Path

from batch import export as exporting
from batch.disk import save
from batch.jobs import folders, plans, proofs
from batch.jobs.context import Context, opened
from batch.model.exports import Exported, Scope
from batch.reports import export_book, export_csv


@dataclass(frozen=True, slots=True)
class Wanted:
    """``form``: xlsx or csv; ``words``: exact, en or fr, for the headings."""

    scope: Scope
    out: Path
    form: str
    words: str


@dataclass(frozen=True, eq=False, slots=True)
class Written:
    """``id``: of the export, which its file carries."""

    id: str
    store: str
    wanted: Wanted
    exported: Exported


def export(context: Context, store: str, wanted: Wanted) -> Written:
    """Never writes the store. What the sheet could not tell is in the answer."""
    id_ = folders.export_id(context.clock())

    def content(made: Exported) -> bytes:
        if wanted.form == "csv":
            return export_csv.export_csv(made, id_, wanted.words)
        return export_book.export_workbook(made, id_, wanted.words, context.messages)

    with opened(context, store) as (there, journal):
        snapshot = plans.snapshot(context, there, journal)
        made = exporting.export(snapshot, wanted.scope)
        unwritable = export_csv.is_unwritable if wanted.form == "csv" else export_book.is_unwritable
        made = proofs.without(made, unwritable, "export.unwritable")
        written, made = proofs.proved(made, content, snapshot, context.progress)
        save(wanted.out, written)
        folders.keep_export(context.home, id_, wanted.form, written, there.address.name)
        return Written(id_, there.address.name, wanted, made)
