"""One measurement in a process of its own: ``python -m benchmarks.measure WORK SHEET`` prints seconds and MiB.

Seconds of computing, of the process and of those that it started and waited for: a busy machine stretches the seconds
on the clock, and two processes at once hide theirs. Memory is that of the largest one of these processes.
"""

import json
import resource
import sys
from pathlib import Path

from benchmarks import works

_WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def main() -> None:
    sys.modules["hypothesis"] = None  # type: ignore[assignment] # only the tests need it; pandera imports it if it can
    work = getattr(works, sys.argv[1])(Path(sys.argv[2]))
    start = _computed()
    work()
    seconds = _computed() - start
    peak = max(resource.getrusage(who).ru_maxrss for who in _WHO) / 1024
    print(json.dumps({"seconds": seconds, "peak": peak}))  # noqa: T201 - its output is what it is for


def _computed() -> float:
    used = [resource.getrusage(who) for who in _WHO]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


if __name__ == "__main__":
    main()
