"""Commands in processes of their own, forked from one that has everything loaded: real processes that begin at once."""

import os
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import batch
import schemas
from batch.cli import main
from batch.messages import Messages

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])

_LONGEST = 120.0  # seconds
_GLANCE = 0.02  # seconds


def loaded() -> None:
    for package in (batch, schemas):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    for language in ("en", "fr"):
        Messages(language)


@dataclass(frozen=True)
class Started:
    """A command at work, as ``subprocess.Popen`` would have it; what it writes is read from the beginning."""

    words: Sequence[str]
    process: ForkServerProcess
    streams: Sequence[Future[str]]

    @property
    def pid(self) -> int:
        assert self.process.pid is not None
        return self.process.pid

    @property
    def returncode(self) -> int | None:
        return self.process.exitcode

    def poll(self) -> int | None:
        """Its exit code once it has ended; asks for a moment, so that asking again and again costs it nothing."""
        self.process.join(_GLANCE)
        return self.process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        self.process.kill()

    def communicate(self, timeout: float = _LONGEST) -> tuple[str, str]:
        """Standard output and standard error, once it has ended."""
        self.process.join(timeout)
        assert self.process.exitcode is not None, f"still at work: {self.words}"
        printed, told = (stream.result() for stream in self.streams)
        return printed, told


def started(
    words: Sequence[str], folder: Path, variables: Mapping[str, str], before: Callable[[], None] | None = None
) -> Started:
    """``words``: with the program. Nobody answers on standard input; ``before`` is called in the process."""
    ours, theirs = zip(*(CONTEXT.Pipe(duplex=False) for _ in range(2)), strict=True)
    process = at_work(words, folder, variables, theirs, before)
    readers = ThreadPoolExecutor()
    streams = [readers.submit(whole, end) for end in ours]
    readers.shutdown(wait=False)
    return Started(words, process, streams)


def at_work(
    words: Sequence[str],
    folder: Path,
    variables: Mapping[str, str],
    streams: Sequence[Connection],
    before: Callable[[], None] | None = None,
) -> ForkServerProcess:
    """``streams``: standard output, standard error and, where somebody answers, standard input; closed on our side."""
    process = CONTEXT.Process(target=begin, args=(words, folder, dict(variables), streams, before))
    process.start()
    for end in streams:
        end.close()
    return process


def run(words: Sequence[str], folder: Path, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """From its beginning to its end."""
    process = started(words, folder, variables)
    printed, told = process.communicate()
    assert process.returncode is not None
    return subprocess.CompletedProcess(words, process.returncode, printed, told)


def whole(end: Connection) -> str:
    with end, open(end.fileno(), closefd=False, encoding="utf-8") as stream:
        return stream.read()


def begin(
    words: Sequence[str],
    folder: Path,
    variables: Mapping[str, str],
    streams: Sequence[Connection],
    before: Callable[[], None] | None,
) -> None:
    """In the new process."""
    os.environ.clear()
    os.environ.update(variables)
    standing(folder, streams)
    os.dup2(streams[2].fileno() if streams[2:] else os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin = open(0, closefd=False, encoding="utf-8")  # noqa: SIM115 for the rest of the process
    sys.argv = list(words)
    if before is not None:
        before()
    try:
        main()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def standing(folder: Path, streams: Sequence[Connection]) -> None:
    """In the folder, with these streams, and no temporary folder known yet."""
    for number, stream in zip((1, 2), streams, strict=False):
        os.dup2(stream.fileno(), number)
    sys.stdout, sys.stderr = (open(number, "w", closefd=False, encoding="utf-8") for number in (1, 2))  # noqa: SIM115
    tempfile.tempdir = None
    os.chdir(folder)


if __name__ not in ("__main__", "__mp_main__"):
    loaded()
