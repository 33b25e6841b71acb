"""What happened, as it happens: JSON Lines for scripts that watch."""

import json
from collections.abc import Mapping
from pathlib import Path

from batch.disk import reason
from batch.errors import CannotWrite
from batch.values import now, timestamp

SCHEMA_VERSION = 1


class Events:
    """Appends to a file; without one it does nothing.

    ``fault``: why it fell silent. That is no reason to stop in the middle of a work, but one not to begin.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._run: str | None = None
        self.fault: CannotWrite | None = None

    def tell(self, kind: str, run: str, facts: Mapping[str, object]) -> None:
        """One line: schema_version, type, time, run, then the type's own keys. The first one raises CannotWrite."""
        first, self._run = self._run is None, run
        self._append(kind, facts)
        if first and self.fault is not None:
            raise self.fault

    def follow(self, kind: str, facts: Mapping[str, object]) -> None:
        """The same, of the run that was told of last."""
        if self._run is not None:
            self._append(kind, facts)

    def _append(self, kind: str, facts: Mapping[str, object]) -> None:
        if self._path is None or self.fault is not None:
            return
        line = {"schema_version": SCHEMA_VERSION, "type": kind, "time": timestamp(now()), "run": self._run, **facts}
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            self.fault = CannotWrite("output.no_events", {"path": self._path, "reason": reason(error)})
