"""report, verify: what was done before, told again and checked."""

from pathlib import Path

from batch import exits
from batch.desk import Desk
from batch.reports import bundle, listings


def report(desk: Desk, run: str, out_dir: Path | None) -> int:
    from batch import jobs

    code, shown = desk.reported(lambda context: jobs.report(context, run), out_dir)
    desk.print_json([shown])
    return code


def verify(desk: Desk, what: str) -> int:
    from batch import jobs

    found = jobs.verify(desk.home, what)
    desk.listed({"verify": bundle.document(found)}, lambda: listings.verified(found, desk.out, desk.messages))
    return exits.DONE if found.intact else exits.NOT_INTACT
