"""One measurement in a process of its own: ``python -m benchmarks.measure WORK SHEET`` prints seconds and MiB."""

import json
import resource
import sys
import time
from pathlib import Path

from benchmarks import works


def main() -> None:
    sys.modules["hypothesis"] = None  # type: ignore[assignment] # only the tests need it; pandera imports it if it can
    work = getattr(works, sys.argv[1])(Path(sys.argv[2]))
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak": peak}))  # noqa: T201 - its output is what it is for


if __name__ == "__main__":
    main()
