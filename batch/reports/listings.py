"""What is known, as lists: codes, columns, runs, stores. The same values go to the screen, to JSON and to the docs."""

import difflib
import json
from collections.abc import Mapping, Sequence

from rich.console import Console
from rich.table import Table

from batch.messages import Messages
from batch.model.codes import CODES
from batch.model.rules import BY_NAME, FIELDS, NEVER_FROM_SHEET, NEVER_IN_STORE
from batch.reports.bundle import Verified
from schemas.headings import COLUMNS

Row = Mapping[str, str]

SYNCED = ("column", "field", "store", "per", "goes", "new", "clears", "same", "unit")


def explained(code: str | None, messages: Messages) -> list[Row]:
    """One code, or all; empty when there is no such code."""
    return [
        {
            "code": known.name,
            "severity": known.severity.value,
            "scope": known.scope.value,
            "example": known.example,
            "meaning": messages(f"{known.name}.meaning"),
            "fix": messages(f"{known.name}.fix"),
        }
        for known in CODES
        if code in (None, known.name)
    ]


def near(code: str) -> str:
    """Codes that are written alike, for one who mistyped."""
    return ", ".join(difflib.get_close_matches(code, [known.name for known in CODES], n=3, cutoff=0.6))


def columns_known(messages: Messages) -> list[Row]:
    return [
        {
            "column": column.name,
            "english": column.english,
            "french": column.french,
            "values": messages(f"values.{column.values}"),
            "store": BY_NAME[column.name].store if column.name in BY_NAME else "",
            "layouts": "onshelf" if column.layouts == "ours" else ", ".join(column.layouts),
        }
        for column in COLUMNS
    ]


def synced(messages: Messages) -> list[Row]:
    """The sync table in words: one row for each field, in its order."""
    return [
        {
            "field": messages(f"synced.{rule.synced}"),
            "column": rule.column,
            "store": rule.store,
            "per": messages(f"per.{rule.level}"),
            "goes": messages(f"goes.{rule.direction}"),
            "new": messages(f"new.{rule.new}"),
            "clears": messages("yes" if rule.clearable else "no"),
            "same": messages(f"canonical.{rule.kind}"),
            "unit": messages(f"converted.{rule.unit}"),
        }
        for rule in FIELDS
    ]


def never(messages: Messages) -> list[Row]:
    """What is never written, on either side."""
    sides = (("sheet", NEVER_FROM_SHEET), ("store", NEVER_IN_STORE))
    return [{"side": messages(f"never.{side}"), "fields": ", ".join(names)} for side, names in sides]


def codes(known: Sequence[Row], console: Console, messages: Messages, alone: bool) -> None:
    if alone:
        _page(known[0], console, messages)
        return
    table = _table(("code", "severity", "meaning"), messages)
    for row in known:
        table.add_row(row["code"], messages(f"severity.{row['severity']}"), row["meaning"])
    console.print(table)


def columns(known: Sequence[Row], console: Console, messages: Messages) -> None:
    """The headings, then what becomes of them on their way."""
    _print(known, ("column", "english", "french", "values", "layouts"), console, messages)
    console.print("\n" + messages("listing.synced"), style="bold", markup=False)
    _print(synced(messages), SYNCED, console, messages)
    console.print("\n" + messages("listing.never"), style="bold", markup=False)
    _print(never(messages), ("side", "fields"), console, messages)


def runs(known: Sequence[Mapping[str, str | None]], console: Console, messages: Messages) -> None:
    if not known:
        console.print(messages("listing.no_runs"), markup=False)
        return
    names = ("id", "status", "shop", "sheet", "started", "reports")
    rows = [{name: row.get(name) or "" for name in names} | _in_words(row, messages) for row in known]
    _print(rows, names, console, messages)


def runs_document(known: Sequence[Mapping[str, str | None]]) -> list[dict[str, object]]:
    """The journal keeps the totals as a text; a script gets them as figures."""
    return [dict(run) | {"totals": json.loads(run["totals"]) if run["totals"] else None} for run in known]


def _in_words(run: Mapping[str, str | None], messages: Messages) -> dict[str, str]:
    started = (run["started"] or "").replace("T", " ").removesuffix("Z")
    return {"shop": run["store"] or "", "status": messages(f"run_status.{run['status']}"), "started": started}


def stores(known: Sequence[Row], console: Console, messages: Messages) -> None:
    _print(known, ("name", "api", "id", "token", "outlets"), console, messages)


def verified(found: Verified, console: Console, messages: Messages) -> None:
    made = found.bundle.manifest
    states = found.bundle.files.items()
    rows = [{"file": name, "state": messages(f"verify.file.{state.value}")} for name, state in states]
    _print(rows, ("file", "state"), console, messages)
    console.print(messages(f"verify.chain.{found.chain.value}"), markup=False, soft_wrap=True)
    verdict = messages("verify.intact", {"run": made.run["id"]}) if made and found.intact else messages("verify.broken")
    console.print(verdict, style="bold green" if found.intact else "bold red", markup=False, soft_wrap=True)


def _page(row: Row, console: Console, messages: Messages) -> None:
    console.print(f"{row['code']} ({messages('severity.' + row['severity'])})", style="bold", markup=False)
    console.print(row["meaning"], markup=False)
    if row["example"]:
        console.print(messages("listing.example", {"example": row["example"]}), markup=False)
    console.print(messages("listing.fix", {"fix": row["fix"]}), markup=False)


def _print(rows: Sequence[Row], names: Sequence[str], console: Console, messages: Messages) -> None:
    table = _table(names, messages)
    for row in rows:
        table.add_row(*(row[name] for name in names))
    console.print(table)


def _table(names: Sequence[str], messages: Messages) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, name in enumerate(names):
        table.add_column(messages(f"listing.{name}"), overflow="fold", no_wrap=place == 0)
    return table
