"""Workbooks are parsed in a process of their own, under limits of memory and time: whatever a file does to its
reader, it does not do to the run. The process is ended by its limits, by the clock, or by its own crash; each is one
clear refusal. What a file may cost is computing time: the clock is for what waits for ever, and is so generous that
a busy machine refuses nothing that an idle one reads.
"""

import json
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

from batch.errors import UnreadableFile
from batch.formats.taken import Taken, receive, refuse, send
from batch.formats.xseries import Names

MEMORY = 4 << 30  # of addresses; a sheet at the limit of bytes takes a quarter of it
SECONDS, SECONDS_PER_MIB = 20.0, 6.0  # of computing; ten times what a slow machine takes
PATIENCE = 600.0  # seconds on the clock, at least
_SLOWER = 30  # a machine so busy that it computes a thirtieth of the time

LIMITED = find_spec("resource") is not None  # whether the system itself bounds a process

_ROOT = Path(__file__).parents[2]
_PROGRAM = "import sys, json; sys.path[:] = json.loads(sys.argv[1]); from batch.formats.apart import main; main()"


def take(path: Path, names: Names) -> Taken:
    """Raises UnreadableFile: what the reader refused, or that it did not survive the file."""
    seconds = SECONDS + SECONDS_PER_MIB * (path.stat().st_size >> 20)
    patience = max(PATIENCE, _SLOWER * seconds) if LIMITED else seconds
    roots = json.dumps([str(_ROOT), *(entry for entry in sys.path if entry and entry != str(_ROOT))])
    task = json.dumps(
        {"path": str(path.absolute()), "names": dict(names), "memory": MEMORY, "seconds": int(seconds) + 1}
    )
    with subprocess.Popen(
        [sys.executable, "-I", "-c", _PROGRAM, roots, task],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as reader:
        clock = threading.Timer(patience, reader.kill)
        clock.start()
        try:
            assert reader.stdout is not None
            return receive(reader.stdout)
        except (ValueError, EOFError, KeyError, TypeError, OSError) as error:
            raise UnreadableFile("file.breaks_reader", {"name": path.name}) from error
        finally:
            clock.cancel()
            reader.kill()


def main() -> None:
    """The other process: one file, one answer on standard output."""
    task = json.loads(sys.argv[2])
    _limit(task["memory"], task["seconds"])
    from batch.formats.inside import take as inside

    path, sink = Path(task["path"]), sys.stdout.buffer
    try:
        taken = inside(path, task["names"])
    except UnreadableFile as refusal:
        refuse(refusal, sink)
    except MemoryError:
        refuse(UnreadableFile("file.breaks_reader", {"name": path.name}), sink)
    else:
        send(taken, sink)
    sink.flush()


def _limit(memory: int, seconds: int) -> None:
    """Where the system has such limits; elsewhere the clock of the caller is the only one."""
    if not LIMITED:
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
