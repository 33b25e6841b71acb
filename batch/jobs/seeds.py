"""A seed for a sandbox, made from a sheet."""

import os
from dataclasses import replace
from pathlib import Path

import httpx

from batch import config, scratch
from batch.jobs.context import Context
from batch.jobs.main_job import run

_TOKEN = "ONSHELF_SEED_TOKEN"


def seed(context: Context, path: Path) -> str:
    """JSON: what a store would hold that had been given this sheet; made by giving it to a sandbox of its own."""
    from batch.sandbox import Settings, running

    with scratch.folder() as folder, running(Settings(switches={"quota": "1000000"})) as server:
        away = replace(context, home=folder, out_dir=folder / "reports")
        os.environ[_TOKEN] = server.token
        config.add(away.home, config.StoreAddress("seed", server.api, str(server.store_id), _TOKEN))
        with run(away, path, "seed") as work:
            work.go_on()
        return httpx.get(server.api.removesuffix("/api/v3") + "/_sandbox/state", timeout=60, verify=False).text
