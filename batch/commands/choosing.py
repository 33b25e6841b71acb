"""From what was typed to the choices that are sealed in the plan."""

from collections.abc import Mapping
from typing import Any

from batch.errors import Usage
from batch.model.choices import Choices, OnConflict, Stock
from batch.model.guards import Guard


def choices(chosen: Mapping[str, Any]) -> Choices:
    """Raises Usage for a guard that is none, and for one that is let pass without a reason."""
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
        allow=allow,
        reason=reason,
    )
