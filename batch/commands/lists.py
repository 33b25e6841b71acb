"""runs, explain, columns: what is known."""

from batch.desk import Desk
from batch.errors import Usage
from batch.reports import listings


def runs(desk: Desk) -> int:
    from batch import jobs

    known = jobs.runs(desk.home)
    return desk.listed({"runs": listings.runs_document(known)}, lambda: listings.runs(known, desk.out, desk.messages))


def explain(desk: Desk, code: str | None) -> int:
    known = listings.explained(code, desk.messages)
    if code and not known:
        near = listings.near(code)
        raise Usage("explain.unknown" if near else "explain.no_such_code", {"code": code, "near": near})
    return desk.listed({"codes": known}, lambda: listings.codes(known, desk.out, desk.messages, alone=bool(code)))


def columns(desk: Desk) -> int:
    known = listings.columns_known(desk.messages)
    document = {"columns": known, "synced": listings.synced(desk.messages), "never": listings.never(desk.messages)}
    return desk.listed(document, lambda: listings.columns(known, desk.out, desk.messages))
