"""The main job against a sandbox in another process: first into an empty store, then again."""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.sheets import write_csv

ONSHELF = str(Path(sys.executable).with_name("onshelf"))
_TOKEN = "ONSHELF_BENCH_TOKEN"


def main_job(folder: Path, rows: int) -> str:
    """A sentence with seconds, peak memory and requests of ``run``, for creating all and for changing nothing."""
    sheet = write_csv(folder / "main.csv", rows)
    serve = [ONSHELF, "sandbox", "serve", "--port", "0", "--switch", "quota=1000000"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as sandbox:
        try:
            assert sandbox.stdout is not None
            where = json.loads(sandbox.stdout.readline())
            os.environ[_TOKEN] = where["token"]
            home = ["--home", str(folder / "home")]
            address = ["--api", where["api"], "--id", str(where["store_id"]), "--token-env", _TOKEN]
            subprocess.run([ONSHELF, *home, "stores", "add", "bench", *address], check=True, capture_output=True)
            told = [
                _timed([ONSHELF, *home, "--json", "run", str(sheet), "--store", "bench", "--yes"]) for _ in range(2)
            ]
        finally:
            sandbox.terminate()
    return f"run of {rows:,} rows: creating all {told[0]}; again, changing nothing {told[1]}"


def _timed(command: list[str]) -> str:
    start = time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    document = json.loads(done.stdout)
    return f"{seconds:.1f} s, {document['requests']['total']} requests, at most {peak:.0f} MiB"
