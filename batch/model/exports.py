"""A store that is asked for as a sheet: what of it, and what the sheet tells."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class Scope:
    """Which products are asked for, and what is to be said of the answer.

    ``online``: the state in the online store, None for both. ``note``: code of a sentence, where the store, which
    knows nothing of the in-store channel, cannot answer as asked.
    """

    status: str
    channel: str
    online: bool | None
    note: str | None = None


# Source: the vendor's French help page on the integration, catalog filter: state by channel.
SCOPES: tuple[Scope, ...] = (
    Scope("all", "all", None),
    Scope("active", "all", True, "export.active_online_only"),
    Scope("active", "in-store", None, "export.in_store_unknown"),
    Scope("active", "online", True),
    Scope("inactive", "all", False, "export.inactive_online_only"),
    Scope("inactive", "in-store", None, "export.in_store_unknown"),
    Scope("inactive", "online", False),
)


def scope(status: str, channel: str) -> Scope:
    """``all`` asks for both states, whatever the channel."""
    wanted = (status, "all" if status == "all" else channel)
    return next(known for known in SCOPES if (known.status, known.channel) == wanted)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A product that no sheet can hold. ``reason``: last word of ``export.left_out.<reason>``."""

    product: str
    sku: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class LeftBlank:
    """A cell that would not come back as the store holds it. ``reason``: a finding's code, or ``export.changed``."""

    row: int
    sku: str
    column: str
    reason: str


@dataclass(frozen=True, eq=False, slots=True)
class Exported:
    """``rows``: canonical text by canonical heading, index = worksheet row, NA = blank."""

    rows: pd.DataFrame
    left_out: tuple[LeftOut, ...] = ()
    left_blank: tuple[LeftBlank, ...] = ()

    @property
    def products(self) -> int:
        return int(self.rows["ecom_id"].str.partition("/")[0].nunique()) if len(self.rows) else 0
