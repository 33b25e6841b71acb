"""From what was typed to the choices that are sealed in the plan."""

from collections.abc import Mapping
from typing import Any

from batch.errors import Usage
from batch.model.choices import Choices, Missing, OnConflict, Stock
from batch.model.guards import Guard


def choices(chosen: Mapping[str, Any]) -> Choices:
    """Raises Usage for a guard that is none, for one that is let pass without a reason, and for half a mirror."""
    allow, reason = tuple(dict.fromkeys(chosen["allow"])), chosen["reason"].strip()
    unknown = [name for name in allow if name not in tuple(Guard)]
    if unknown:
        raise Usage("guard.unknown", {"name": unknown[0], "known": ", ".join(Guard)})
    if allow and not reason:
        raise Usage("guard.no_reason", {"name": allow[0]})
    return Choices(
        base=None if chosen["base"] is None else str(chosen["base"]),
        stock=Stock(chosen["stock"]),
        on_conflict=OnConflict(chosen["on_conflict"]),
        missing=_missing(chosen),
        allow=allow,
        reason=reason,
    )


def _missing(chosen: Mapping[str, Any]) -> Missing:
    if chosen.get("mirror"):
        return Missing(chosen["missing"] or Missing.DELETE)
    if chosen.get("missing") is not None:
        raise Usage("mirror.missing_alone", {"missing": chosen["missing"]})
    return Missing.LEAVE
