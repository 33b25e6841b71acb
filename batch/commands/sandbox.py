"""The stand-in store: serving it, and making a seed for it."""

import json
from collections.abc import Sequence
from pathlib import Path

from batch import exits, sandbox
from batch.desk import Desk
from batch.errors import Misconfigured


def serve(port: int, db: Path | None, seed: Path | None, switches: Sequence[str], store_id: int, token: str) -> int:
    pairs = [switch.partition("=") for switch in switches]
    try:
        products = json.loads(seed.read_text("utf-8")) if seed else None
        turned = {name: value for name, _, value in pairs}
        settings = sandbox.Settings(store_id=store_id, token=token, db=db, switches=turned, seed=products)
        sandbox.serve(settings, port)
    except (ValueError, OSError) as fault:
        raise Misconfigured("sandbox.setting", {"reason": fault}) from fault
    return exits.DONE


def seed(desk: Desk, sheet: Path) -> int:
    from batch import jobs

    with desk.context(None) as context:
        desk.out.out(jobs.seed(context, sheet), end="\n")
    return exits.DONE
