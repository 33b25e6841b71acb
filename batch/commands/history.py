"""report, undo, verify: what was done before, told again, taken back and checked."""

from pathlib import Path

from batch import exits
from batch.desk import Desk
from batch.model.changes import Action
from batch.reports import bundle, listings

_CREATED = {"keep": Action.KEEP, "disable": Action.DISABLE}


def report(desk: Desk, run: str, out_dir: Path | None) -> int:
    from batch import jobs

    code, shown = desk.reported(lambda context: jobs.report(context, run), out_dir)
    desk.print_json([shown])
    return code


def undo(desk: Desk, run: str, out_dir: Path | None, out: Path | None, created: str) -> int:
    from batch import jobs

    choice = _CREATED[created]
    code, shown = desk.reported(lambda context: jobs.undo(context, run, out, choice), out_dir)
    desk.print_json([shown])
    return code


def verify(desk: Desk, what: str) -> int:
    from batch import jobs

    found = jobs.verify(desk.home, what)
    desk.listed({"verify": bundle.document(found)}, lambda: listings.verified(found, desk.out, desk.messages))
    return exits.DONE if found.intact else exits.NOT_INTACT
