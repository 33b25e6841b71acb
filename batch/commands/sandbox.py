"""The stand-in store: serving it, and making a seed for it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from batch import exits, sandbox
from batch.desk import Desk
from batch.errors import Misconfigured


@dataclass(frozen=True, slots=True)
class Files:
    """Paths that the sandbox is given."""

    db: Path | None
    seed: Path | None
    faults: Path | None


def serve(port: int, files: Files, switches: Sequence[str], store_id: int, token: str) -> int:
    pairs = [switch.partition("=") for switch in switches]
    try:
        products = json.loads(files.seed.read_text("utf-8")) if files.seed else None
        faults = json.loads(files.faults.read_text("utf-8")) if files.faults else {}
        settings = sandbox.Settings(
            store_id=store_id,
            token=token,
            db=files.db,
            switches={name: value for name, _, value in pairs},
            seed=products,
            faults=faults,
        )
        sandbox.serve(settings, port)
    except (ValueError, OSError) as fault:
        raise Misconfigured("sandbox.setting", {"reason": fault}) from fault
    return exits.DONE


def seed(desk: Desk, sheet: Path) -> int:
    from batch import jobs

    with desk.context(None) as context:
        desk.out.out(jobs.seed(context, sheet), end="\n")
    return exits.DONE
