"""manifest.json: who did what and when, with the digest of every file that came of it. Pure.

The digest of the manifest is over all of it but itself; it stands in the manifest of the run after, so that the runs of
one home folder are a chain.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from batch.model.records import Link, Manifest, Operator
from batch.model.reports import Report
from batch.values import digest

SCHEMA_VERSION = 1
NAME = "manifest.json"


def manifest(report: Report, operator: Operator, contents: Mapping[str, bytes]) -> Manifest:
    """``contents``: file name to bytes of everything else in the folder. In no chain yet."""
    run, sheet, plan = report.run, report.sheet, report.plan
    return Manifest(
        run={"id": run.id, "command": run.command, "status": run.status, "started": run.started, "ended": run.ended},
        operator=operator,
        sheet={"name": sheet.name, "sha256": sheet.sha256},
        files={name: sha256(content) for name, content in sorted(contents.items())},
        totals=dict(report.totals),
        store={"name": plan.store_name, "api": plan.api, "id": plan.store.id} if plan else None,
        plan={"id": plan.id, "digest": plan.digest} if plan else None,
        reconciled=report.reconciled,
        chained=False,
        previous=None,
    )


def with_file(made: Manifest, name: str, content: bytes) -> Manifest:
    """One file more: the page that shows the rest of it."""
    return replace(made, files=dict(sorted({**made.files, name: sha256(content)}.items())))


def chained(made: Manifest, previous: Link | None) -> Manifest:
    """The same run as a link of the chain."""
    return replace(made, chained=True, previous=previous)


def seal(made: Manifest) -> str:
    """SHA-256, hex, of everything in it."""
    return digest(_body(made))


def text(made: Manifest) -> str:
    return _text(_body(made) | {"digest": seal(made)})


def loaded(written: str) -> Manifest:
    """Raises ValueError when it is not a manifest, or not to the letter what was written."""
    try:
        document = json.loads(written)
        found = _manifest(document)
    except (KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError("no manifest") from fault
    if text(found) != written:
        raise ValueError("not what was written")
    return found


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _body(made: Manifest) -> dict[str, Any]:
    return {"schema_version": SCHEMA_VERSION} | asdict(made)


def _text(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _manifest(document: Mapping[str, Any]) -> Manifest:
    given = {name: value for name, value in document.items() if name not in ("schema_version", "digest")}
    previous = given.pop("previous")
    return Manifest(
        **given | {"operator": Operator(**given["operator"])}, previous=Link(**previous) if previous else None
    )
