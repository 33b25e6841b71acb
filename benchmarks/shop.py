"""An empty sandbox in another process, and a home folder that knows it as ``bench``."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ONSHELF = str(Path(sys.executable).with_name("onshelf"))
_TOKEN = "ONSHELF_BENCH_TOKEN"


@contextmanager
def opened(folder: Path) -> Iterator[Path]:
    """The home folder, a new one in ``folder``; also in the environment, for the processes that are measured."""
    home = folder / f"home-{len(list(folder.iterdir()))}"
    serve = [ONSHELF, "sandbox", "serve", "--port", "0", "--switch", "quota=1000000"]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as sandbox:
        try:
            assert sandbox.stdout is not None
            where = json.loads(sandbox.stdout.readline())
            os.environ |= {_TOKEN: where["token"], "ONSHELF_HOME": str(home)}
            address = ["--api", where["api"], "--id", str(where["store_id"]), "--token-env", _TOKEN]
            subprocess.run([ONSHELF, "stores", "add", "bench", *address], check=True, capture_output=True)
            yield home
        finally:
            sandbox.terminate()
