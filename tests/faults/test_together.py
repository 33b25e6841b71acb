"""Two bad things at once, and all of them by chance: the long version, in slices if wanted (``tests.slices``)."""

from itertools import combinations
from pathlib import Path

import pytest

from batch.sandbox.faults import kinds
from tests.faults import judges, scene
from tests.faults.cases import BY_CHANCE, Fault
from tests.faults.day import Day, Document, day
from tests.faults.every import BY_ITSELF, ELSEWHERE, EVERY
from tests.slices import piece

SEEDS = piece(range(40))
PAIRS = piece([*combinations(EVERY, 2)])


def test_each_fault_is_tried_beside_every_other() -> None:
    assert sorted(fault["name"] for fault in EVERY) == sorted(kind.name for kind in kinds.KINDS)


@pytest.mark.long
@pytest.mark.parametrize("pair", PAIRS, ids=[f"{one['name']}+{other['name']}" for one, other in PAIRS])
def test_two_at_once(
    pair: tuple[Fault, Fault],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    before: list[Document],
    unbroken: list[object],
) -> None:
    with day(tmp_path, monkeypatch, before) as bad:
        bad.strike(pair)
        ends_well(bad, unbroken, frozenset(str(fault["name"]) for fault in pair))


@pytest.mark.long
@pytest.mark.parametrize("seed", SEEDS)
def test_all_by_chance(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: list[Document], unbroken: list[object]
) -> None:
    with day(tmp_path, monkeypatch, before) as bad:
        bad.strike([{**fault, "probability": 0.2} for fault in BY_CHANCE], seed)
        ends_well(bad, unbroken, frozenset())


def ends_well(bad: Day, unbroken: list[object], names: frozenset[str]) -> None:
    allowed = {BY_ITSELF} if "done_twice" in names else set()
    bad.run(scene.SHEET)
    assert {*judges.complaints(bad), *judges.breaches(bad)} <= allowed
    if names & ELSEWHERE:
        return

    last = bad.mended(scene.SHEET)
    assert judges.complaints(bad) == []
    assert last.exit_code == 0
    assert judges.ours_alone(last) == unbroken
