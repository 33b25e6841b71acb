"""export: where the sheet goes, and what is said about it."""

from pathlib import Path
from typing import TYPE_CHECKING

from batch.desk import SCHEMA_VERSION, Desk
from batch.errors import Usage
from batch.values import now

if TYPE_CHECKING:
    from batch.jobs.exports import Written

FORMS = ("xlsx", "csv")
_FIRST = 10


def export(
    desk: Desk, store: str | None, status: str, channel: str, out: Path | None, form: str | None, words: str
) -> int:
    from batch.jobs import exports
    from batch.model.exports import scope

    name = desk.store(store)
    told = form or (out.suffix.removeprefix(".").lower() if out else FORMS[0])
    if told not in FORMS:
        raise Usage("export.suffix", {"path": out})
    if out and (ending := out.suffix.removeprefix(".").lower()) != told and ending in FORMS:
        raise Usage("export.two_forms", {"path": out, "ending": ending, "form": told})
    path = out or Path(f"{name}-{now():%Y%m%d-%H%M%S}.{told}")
    with desk.context(None) as context:
        made = exports.export(context, name, exports.Wanted(scope(status, channel), path, told, words))
    return desk.listed(_document(made, desk), lambda: _show(made, desk))


def _document(made: "Written", desk: Desk) -> dict[str, object]:
    scope, exported = made.wanted.scope, made.exported
    return {
        "schema_version": SCHEMA_VERSION,
        "export": {
            "id": made.id,
            "path": str(made.wanted.out),
            "format": made.wanted.form,
            "store": made.store,
            "status": scope.status,
            "channel": scope.channel,
            "rows": len(exported.rows),
            "products": exported.products,
        },
        "notes": [desk.messages(scope.note)] if scope.note else [],
        "left_out": [
            {
                "product": one.product,
                "sku": one.sku,
                "name": one.name,
                "reason": one.reason,
                "message": desk.messages(f"export.left_out.{one.reason}", {"product": one.product, "sku": one.sku}),
            }
            for one in exported.left_out
        ],
        "left_blank": [
            {"row": one.row, "sku": one.sku, "column": one.column, "reason": one.reason} for one in exported.left_blank
        ],
    }


def _show(made: "Written", desk: Desk) -> None:
    exported = made.exported
    numbers = {"rows": len(exported.rows), "products": exported.products}
    counts = {name: desk.messages.count(f"counted.{name}", number) for name, number in numbers.items()}
    desk.say("export.written", {**counts, "store": made.store, "path": made.wanted.out})
    lines = [desk.messages(made.wanted.scope.note)] if made.wanted.scope.note else []
    lines += [
        desk.messages(f"export.left_out.{one.reason}", {"product": one.product, "sku": one.sku})
        for one in exported.left_out[:_FIRST]
    ]
    for one in exported.left_blank[:_FIRST]:
        why = desk.messages(one.reason) if one.reason.startswith("export.") else one.reason
        lines.append(desk.messages("export.left_blank", {"row": one.row, "column": one.column, "reason": why}))
    more = sum(max(0, len(told) - _FIRST) for told in (exported.left_out, exported.left_blank))
    lines += [desk.messages("export.more", {"count": more})] if more else []
    for line in lines:
        desk.talk.print(line, style="yellow", markup=False)
