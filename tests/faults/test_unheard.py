"""What the store still works on when we give up may come yet: it is told as unknown, never as failed."""

from pathlib import Path

import pytest

from tests.faults import judges, scene
from tests.faults.day import Document, day

LATER = 7200.0  # seconds: longer than anybody waits for a batch


def test_a_row_whose_image_was_never_answered_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document], unbroken: list[object]
) -> None:
    with day(tmp_path, monkeypatch, before) as bad:
        bad.strike([{"name": "batch_held", "nth": 2, "seconds": LATER}])
        first = bad.run(scene.SHEET)
        assert first.done is not None
        told = {row.sku: row.result for row in first.done.report.rows}
        assert (told["lamp-1"], first.exit_code) == ("unknown", 69)

        last = bad.mended(scene.SHEET)
        assert judges.complaints(bad) == []
        assert (last.exit_code, judges.ours_alone(last)) == (0, unbroken)
