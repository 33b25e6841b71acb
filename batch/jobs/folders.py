"""Where a run's things lie: its reports and its plan beside the sheet; in the home folder, what is needed again."""

import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from batch import disk
from batch.model.plans import Plan

_EXPORT_ID = re.compile(r"e-[0-9]{8}-[0-9]{6}-[0-9a-f]{4}")  # read from a heading: it must not lead anywhere else
_STORE = ".store"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the sheet of a plan came from. ``bases``: the id of its export, the digest of what it was compared with;

    first the one that tells which other sheets are its kin.
    """

    bases: tuple[str, ...] = ()


UNKNOWN = Origin()


def run_id(moment: datetime) -> str:
    """Tells when the run began; two that begin together differ in the end."""
    return f"r-{moment:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def export_id(moment: datetime) -> str:
    return f"e-{moment:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


def reports(out_dir: Path | None, sheet: Path, run: str) -> Path:
    """Beside the sheet, a folder for each run; one that was named is used as it is while it is empty of ours."""
    if out_dir is None:
        return sheet.parent / f"{sheet.stem}.onshelf" / run
    taken = out_dir.exists() and any(out_dir.iterdir())
    return out_dir / run if taken else out_dir


def of_other_runs(home: Path, reports: Path) -> Iterator[Path]:
    """Where they wrote: beside the reports of this one, and in the home folder."""
    yield reports.parent
    for folder, names in ((reports.parent, "r-*"), (home / "plans", "p-*"), (home / "reports", "r-*")):
        yield from folder.glob(names)


def plan(folder: Path, sheet: str) -> Path:
    """The plan among the reports of its run."""
    return folder / f"{Path(sheet).stem}.plan.json"


def journal(home: Path) -> Path:
    return home / "journal.db"


def locks(home: Path) -> Path:
    return home / "locks"


def kept_sheet(home: Path, made: Plan) -> Path:
    """The sheet as it was when the plan was made: reports can be told again, whatever becomes of the merchant's."""
    return home / "plans" / made.id / f"sheet{Path(made.sheet.name).suffix}"


def kept_list(home: Path, made: Plan) -> Path:
    """The list of products that the sheet was made of, as it was given; there is none for other plans."""
    return home / "plans" / made.id / f"list{Path(made.sheet.name).suffix}"


def kept_plan(home: Path, plan: str) -> Path:
    return home / "plans" / plan / "plan.json"


def keep(
    home: Path, made: Plan, text: bytes, sheet: Path, origin: Origin = UNKNOWN, listed: Path | None = None
) -> None:
    """The plan, as it was written, its sheet, and where that came from: a base, or a list of products."""
    disk.keep(kept_sheet(home, made), sheet.read_bytes())
    if listed is not None:
        disk.keep(kept_list(home, made), listed.read_bytes())
    disk.keep(_origin(home, made.id), json.dumps(asdict(origin)).encode())
    disk.keep(kept_plan(home, made.id), text)


def origin(home: Path, plan: str) -> Origin:
    """UNKNOWN for a plan that an older onshelf has kept."""
    path = _origin(home, plan)
    if not path.exists():
        return UNKNOWN
    kept = json.loads(path.read_text("utf-8"))
    return Origin(tuple(kept["bases"]))


def _origin(home: Path, plan: str) -> Path:
    return home / "plans" / plan / "origin.json"


def kept_reports(home: Path, run: str) -> Path:
    """For the reports that could not be written where they should be."""
    return home / "reports" / run


def told_again(out_dir: Path | None, reports: Path, language: str) -> Path:
    """Beside the reports that were written when it ran; a number tells those of one language apart."""
    if out_dir is not None:
        return out_dir
    names = (f"{reports.name}.{language}{'' if number == 1 else f'.{number}'}" for number in count(1))
    return next(folder for folder in (reports.parent / name for name in names) if not folder.exists())


def kept_export(home: Path, export: str, suffix: str) -> Path:
    """An export as it was written: the base of the sheets that are made from it."""
    return home / "exports" / f"{export}.{suffix}"


def keep_export(home: Path, export: str, suffix: str, content: bytes, store: str) -> None:
    """``store``: the name of the store that it shows; a sheet for another store has no use for it."""
    old, kept = base_of(home, export, store), kept_export(home, export, suffix)
    disk.keep(kept, content)
    disk.keep(kept.with_suffix(_STORE), store.encode())
    if old and old != kept:
        old.unlink()


def base_of(home: Path, export: str | None, store: str) -> Path | None:
    """The export of this store that a sheet says it was made from, while this home still has it."""
    if export is None or store_of(home, export) != store:
        return None
    kept = (kept_export(home, export, suffix) for suffix in ("xlsx", "csv"))
    return next((path for path in kept if path.exists()), None)


def store_of(home: Path, export: str | None) -> str | None:
    """The store that an export shows; None where this home does not know."""
    if export is None or not _EXPORT_ID.fullmatch(export):
        return None
    shown = kept_export(home, export, _STORE.removeprefix("."))
    return shown.read_text("utf-8") if shown.exists() else None
