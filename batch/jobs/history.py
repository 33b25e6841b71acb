"""What was done before, from the journal."""

from pathlib import Path

from batch.jobs import folders
from batch.journal import Journal


def runs(home: Path) -> list[dict[str, str | None]]:
    """What was applied, the newest first."""
    path = folders.journal(home)
    if not path.exists():
        return []
    with Journal(path) as journal:
        return journal.runs()
