"""Commands in processes of their own, forked from one that has everything loaded: real processes that begin at once."""

import os
import pkgutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import batch
import schemas
from batch.cli import main
from batch.messages import Messages

CONTEXT = get_context("forkserver")
CONTEXT.set_forkserver_preload([__name__])

_LONGEST = 120.0  # seconds


def loaded() -> None:
    for package in (batch, schemas):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    for language in ("en", "fr"):
        Messages(language)


def run(words: Sequence[str], folder: Path, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """``words``: with the name of the program. From its beginning to its end; nobody answers on standard input."""
    ours, theirs = zip(*(CONTEXT.Pipe(duplex=False) for _ in range(2)), strict=True)
    process = CONTEXT.Process(target=begin, args=(words, folder, dict(variables), theirs))
    process.start()
    for end in theirs:
        end.close()
    with ThreadPoolExecutor() as readers:
        printed, told = readers.map(whole, ours)
    process.join(_LONGEST)
    assert process.exitcode is not None, f"still at work: {words}"
    return subprocess.CompletedProcess(words, process.exitcode, printed, told)


def whole(end: Connection) -> str:
    with end, open(end.fileno(), closefd=False, encoding="utf-8") as stream:
        return stream.read()


def begin(words: Sequence[str], folder: Path, variables: Mapping[str, str], streams: Sequence[Connection]) -> None:
    """In the new process. ``streams``: standard output and standard error."""
    os.environ.clear()
    os.environ.update(variables)
    standing(folder, streams)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin = open(0, closefd=False, encoding="utf-8")  # noqa: SIM115 for the rest of the process
    sys.argv = list(words)
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
