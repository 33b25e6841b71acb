"""Whatever goes wrong: no change twice, no row lost, no lie in the report, no secret anywhere, and a way to the end."""

from pathlib import Path

import pytest

from tests.faults import judges, scene
from tests.faults.cases import LONG, SHORT, Case
from tests.faults.day import Day, Document, day


@pytest.mark.parametrize("case", SHORT, ids=str)
def test_a_bad_day_ends_like_a_good_one(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document], unbroken: list[object]
) -> None:
    with day(tmp_path, monkeypatch, before) as bad:
        lived(bad, case, unbroken)


@pytest.mark.long
@pytest.mark.parametrize("case", LONG, ids=str)
def test_every_bad_day_ends_like_a_good_one(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document], unbroken: list[object]
) -> None:
    with day(tmp_path, monkeypatch, before) as bad:
        lived(bad, case, unbroken)


def lived(bad: Day, case: Case, unbroken: list[object]) -> None:
    bad.strike(case.faults, case.seed)
    first = bad.run(scene.SHEET)
    assert [*judges.complaints(bad), *judges.breaches(bad)] == []
    assert (first.exit_code, bad.struck()) == (case.code, True)

    last = bad.mended(scene.SHEET)
    assert judges.complaints(bad) == []
    assert last.exit_code == 0
    assert judges.ours_alone(last) == unbroken
