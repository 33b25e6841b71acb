"""What an auditor can hold us to: who ran what, and the digest of every file that came of it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Operator:
    """Who ran it: the account and the machine as the system names them, and the version of onshelf."""

    user: str
    host: str
    version: str


@dataclass(frozen=True, slots=True)
class Link:
    """A run in the chain of runs of one home folder. ``digest``: of its manifest; ``previous``: the link before."""

    run: str
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``files``: name to SHA-256 (hex) of the bytes. ``chained``: the run is in the chain of its home folder; not so

    where nothing was applied, or when a run is told again. ``previous``: the link before; None for the first.
    """

    run: Mapping[str, str]
    operator: Operator
    sheet: Mapping[str, str]
    files: Mapping[str, str]
    totals: Mapping[str, int]
    store: Mapping[str, str] | None
    plan: Mapping[str, str] | None
    reconciled: bool | None
    chained: bool
    previous: Link | None
