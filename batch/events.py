"""What happened, as it happens: JSON Lines for scripts that watch."""

import json
from collections.abc import Mapping
from pathlib import Path

from batch.errors import CannotWrite
from batch.values import now, timestamp

SCHEMA_VERSION = 1


class Events:
    """Appends to a file; without one it does nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def tell(self, kind: str, run: str, facts: Mapping[str, object]) -> None:
        """One line: schema_version, type, time, run, then the type's own keys."""
        if self._path is None:
            return
        line = {"schema_version": SCHEMA_VERSION, "type": kind, "time": timestamp(now()), "run": run} | dict(facts)
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as fault:
            raise CannotWrite("output.denied", {"path": self._path, "reason": fault.strerror}) from fault
