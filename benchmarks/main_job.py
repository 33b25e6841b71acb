"""The main job against a sandbox in another process: first into an empty store, then again."""

import json
import resource
import subprocess
import time
from pathlib import Path

from benchmarks.sheets import write_csv
from benchmarks.shop import ONSHELF, opened

STORE = ("--store", "bench")


def main_job(folder: Path, rows: int) -> str:
    """A sentence with seconds, peak memory and requests of ``run``, for creating all and for changing nothing."""
    sheet = write_csv(folder / "main.csv", rows)
    with opened(folder) as home:
        told = [_timed([ONSHELF, "--home", str(home), "--json", "run", str(sheet), *STORE, "--yes"]) for _ in range(2)]
    return f"run of {rows:,} rows: creating all {told[0]}; again, changing nothing {told[1]}"


def _timed(command: list[str]) -> str:
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    document = json.loads(done.stdout)
    return f"{seconds:.1f} s, {document['requests']['total']} requests, at most {peak:.0f} MiB"
