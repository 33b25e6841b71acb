"""Products switched on or off on a channel, from whatever names them: the main job on a sheet made of the list."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from batch import activate, scratch, stores, summarize
from batch import plan as planning
from batch.activate import Asked
from batch.check.headings import headings
from batch.errors import Usage
from batch.jobs import folders, plans, tasks, unfinished
from batch.jobs.context import Context, Done, opened
from batch.jobs.main_job import Run
from batch.jobs.tasks import FORMATS, Task
from batch.journal import Journal
from batch.model import named
from batch.model.catalog import Sheet
from batch.model.choices import USUAL, Choices
from batch.model.findings import Finding, in_sheet_order, rows_with_errors
from batch.model.store import Snapshot
from batch.read import names_of, read, refuse_unmet
from schemas.headings import recognised

_UNREAD = "(unread)"


@dataclass(frozen=True, slots=True)
class Order:
    """``command``: activate or deactivate. ``catalog``: an export of Retail POS that knows handles and ids."""

    command: str
    store: str
    asked: Asked
    catalog: Path | None = None
    choices: Choices = USUAL


def asked(command: str, channel: str, gate: str) -> Asked:
    """``channel``: online, in-store or all; ``gate``: strict or lenient."""
    state = "1" if command == "activate" else "0"
    return Asked(state, channel != "in-store", channel != "online", gate == "strict")


@contextmanager
def online(context: Context, path: Path, order: Order) -> Iterator[Run]:
    """Planned, and applied when told to. In-store too, where that is asked for: the file for Retail POS says it."""
    with (
        _started(context, path, order) as (task, there, snapshot),
        Journal(folders.journal(context.home)) as journal,
    ):
        choices = replace(order.choices, in_store=order.asked.in_store)
        made = plans.against(context, task, there, snapshot, choices)
        yield Run(context, task, made, plans.kept(context, task, made, journal, None), there, journal)


def in_store(context: Context, path: Path, order: Order) -> Done:
    """The store has no place for it: what comes of it is a file for Retail POS, and a verdict on every row."""
    with _started(context, path, order) as (task, _, _):
        checked = task.checked
        facts = planning.facts(task.sheet)
        report = summarize.checked(tasks.ended(context, task), facts, checked.catalog, checked.findings)
        return tasks.finished(context, task, report)


@contextmanager
def _started(context: Context, path: Path, order: Order) -> Iterator[tuple[Task, stores.Open, Snapshot]]:
    listed = _read(context, path)
    known = named.known(_read(replace(context, maps=()), order.catalog)) if order.catalog else named.NOTHING
    if not any(listed.heading(name) for name in named.NAMING):
        raise Usage("activation.names_nothing", {"name": listed.source.name})
    with opened(context, order.store) as (there, journal):
        unfinished.brought_to_its_end(context, there, journal, folders.run_id(context.clock()))
        snapshot = plans.snapshot(context, there, journal)
        shelf = named.shelf(snapshot)
        rows = activate.switched(listed, shelf, known, order.asked)
        with scratch.folder() as folder:
            made = folder / "list.csv"
            made.write_bytes(_written(rows, listed))
            task = tasks.started(replace(context, maps=()), made, order.command, listed)
            task = _as_named(task, listed, context, path)
            ready = activate.readiness(rows, shelf, known, order.asked, task.checked.places)
            yield _with(task, list(ready), listed), there, snapshot


def _read(context: Context, path: Path) -> Sheet:
    sheet = read(path, FORMATS, names_of(context.maps))
    refuse_unmet(context.maps, sheet)
    return sheet


def _written(rows: pd.DataFrame, listed: Sheet) -> bytes:
    """A CSV in which every cell of the list stands where it stood, and what is asked for on the right of it.

    Of the list only the columns that name products are to be read: the others get a heading that means nothing.
    """
    kept = {heading.position: heading.column for heading in listed.headings if heading.column in named.NAMING}
    texts = {heading.position: heading.text for heading in listed.headings}
    width = max(texts, default=-1) + 1
    added = [str(name) for name in rows.columns if name not in kept.values()]
    heads = [kept.get(at) or _unread(texts.get(at, "")) for at in range(width)]
    lines: dict[int, list[str]] = {listed.heading_row: [*heads, *added]}
    for number in map(int, rows.index):
        typed = [rows.at[number, kept[at]] if at in kept else listed.cells.at[number, at] for at in range(width)]
        lines[number] = [_text(cell) for cell in (*typed, *(rows.at[number, name] for name in added))]
    content = io.StringIO(newline="")
    csv.writer(content, lineterminator="\n").writerows(lines.get(at, []) for at in range(1, max(lines) + 1))
    return content.getvalue().encode()


def _unread(heading: str) -> str:
    return f"{heading} {_UNREAD}" if heading.strip() else ""


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _as_named(task: Task, listed: Sheet, context: Context, path: Path) -> Task:
    folder = folders.reports(context.out_dir, path, task.run.id)
    return replace(task, sheet=tasks.named_as(listed, task.sheet), listed=listed, folder=folder)


def _with(task: Task, findings: Sequence[Finding], listed: Sheet) -> Task:
    """Of the headings of a list only those are told that name products and are not read."""
    checked = task.checked
    said = [one for one in checked.findings if not one.code.startswith("heading.") and one.code != "sku.required"]
    of_cells = [*activate.as_typed(said, listed, checked.places), *activate.nameless(listed, checked.places)]
    findings = [one for one in findings if one.row not in rows_with_errors(of_cells)]
    refused = rows_with_errors(findings)
    findings = [one for one in findings if one.row not in refused or one.code not in activate.FOR_POS]
    unread = (one for one in headings(listed) if recognised(one.column or "") in named.NAMING)
    every = in_sheet_order([*unread, *of_cells, *findings])
    catalog = replace(checked.catalog, refused=rows_with_errors(every) - checked.catalog.ignored)
    return replace(task, checked=replace(checked, findings=every, catalog=catalog))
