"""The plan as a file: made once, shown, approved, and then sent exactly as it stands, or not at all."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any

from batch.errors import StalePlan, UnreadableFile
from batch.model import choices
from batch.model.catalog import Catalog, Guess, Sheet, Skipped
from batch.model.changes import Action, Change, FieldChange
from batch.model.findings import Finding
from batch.model.guards import Guard, Tripped
from batch.model.plans import Plan, SheetFacts
from batch.model.store import Store
from batch.values import digest, timestamp

SCHEMA_VERSION = 1
LIFETIME = timedelta(hours=24)
_SKIPPED_LISTED = 500


def facts(sheet: Sheet) -> SheetFacts:
    source = sheet.source
    return SheetFacts(
        name=_shown(source.name),
        path=_shown(str(source.path)),
        sha256=source.sha256,
        format=source.format,
        layout=sheet.layout,
        encoding=source.encoding,
        delimiter=source.delimiter,
        worksheet=source.worksheet,
        rows=len(sheet.cells),
        guesses=sheet.guesses,
        skipped=sheet.skipped[:_SKIPPED_LISTED],
    )


def sealed(plan: Plan) -> Plan:
    """The same plan with its digest, and an id made of it."""
    bare = digest(_body(plan))
    return replace(plan, id=f"p-{bare[:12]}", digest=bare)


def dates(made: datetime) -> tuple[str, str]:
    """When a plan was made, and until when it may be applied."""
    return timestamp(made), timestamp(made + LIFETIME)


def text(plan: Plan) -> str:
    return json.dumps(_body(plan) | {"id": plan.id, "digest": plan.digest}, ensure_ascii=False, indent=1) + "\n"


def loaded(written: str, path: str) -> Plan:
    """Raises UnreadableFile for what is no plan; StalePlan for one of a newer onshelf, or not as it was written."""
    try:
        document = json.loads(written)
        version = document["schema_version"]
        if version != SCHEMA_VERSION:
            raise StalePlan("plan.newer", {"path": path, "version": version})
        plan = _plan(document)
        untouched = sealed(plan) == plan and text(plan) == written
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise UnreadableFile("plan.not_a_plan", {"path": path}) from fault
    if not untouched:
        raise StalePlan("plan.tampered", {"path": path})
    return plan


def refuse_unless_fresh(plan: Plan, store: Store, path: str, moment: datetime) -> None:
    """A plan is for one store, and for a day."""
    if plan.store.id != store.id:
        raise StalePlan("plan.other_store", {"plan_store": plan.store.id, "store": store.id})
    if timestamp(moment) > plan.expires:
        raise StalePlan("plan.expired", {"path": path, "expires": plan.expires})


def refused_rows(catalog: Catalog, by_store: frozenset[int]) -> tuple[int, ...]:
    return tuple(sorted(catalog.refused | by_store))


def _body(plan: Plan) -> dict[str, Any]:
    body = asdict(plan)
    del body["digest"], body["id"]
    if not plan.undoes:
        del body["undoes"]
    return {"schema_version": SCHEMA_VERSION} | body


def _plan(document: Mapping[str, Any]) -> Plan:
    given = {name: value for name, value in document.items() if name != "schema_version"}
    return Plan(
        **given
        | {
            "store": Store(**given["store"] | {"outlets": tuple(given["store"]["outlets"])}),
            "sheet": _sheet(given["sheet"]),
            "changes": tuple(_change(change) for change in given["changes"]),
            "findings": tuple(_finding(finding) for finding in given["findings"]),
            "choices": choices.from_document(given["choices"]),
            "guards": tuple(_guard(guard) for guard in given["guards"]),
            **{name: tuple(given[name]) for name in ("unchanged", "ignored", "refused", "conflicts")},
        }
    )


def _sheet(document: Mapping[str, Any]) -> SheetFacts:
    guesses = tuple(
        Guess(guess["code"], tuple((name, value) for name, value in guess["facts"])) for guess in document["guesses"]
    )
    skipped = tuple(Skipped(**row) for row in document["skipped"])
    return SheetFacts(**{**document, "guesses": guesses, "skipped": skipped})


def _change(document: Mapping[str, Any]) -> Change:
    fields = tuple(FieldChange(**field) for field in document["fields"])
    named = {name: tuple(document[name]) for name in ("also", "stay")}
    return Change(**{**document, "action": Action(document["action"]), "fields": fields} | named)


def _guard(document: Mapping[str, Any]) -> Tripped:
    return Tripped(Guard(document["guard"]), tuple((name, fact) for name, fact in document["facts"]))


def _finding(document: Mapping[str, Any]) -> Finding:
    return Finding(**{**document, "facts": tuple((name, value) for name, value in document["facts"])})


def _shown(name: str) -> str:
    """A file name that is no UTF-8 can still be written down."""
    return os.fsencode(name).decode("utf-8", "replace")
