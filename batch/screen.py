"""Streams that outlive whoever reads them: a shop is not left half changed because a pager was closed."""

import os
import sys
from typing import Any, TextIO


class Patient:
    """A stream that takes whatever is written. What cannot be written is lost; ``fault`` says why."""

    def __init__(self, stream: TextIO | None) -> None:
        """None: the stream was closed before we began."""
        self._stream = stream if stream is not None else open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        self.fault: OSError | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        try:
            return self._stream.write(text)
        except OSError as fault:
            self._lose(fault)
            return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except OSError as fault:
            self._lose(fault)

    def _lose(self, fault: OSError) -> None:
        """What is still to come, and what Python itself writes at the end, goes nowhere."""
        self.fault = fault
        os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())


def out() -> Patient:
    return Patient(sys.stdout)


def talk() -> Patient:
    return Patient(sys.stderr)
