"""Nothing on the list of what can go wrong is without a fault, a switch or a test."""

from pathlib import Path

import pytest

from batch.sandbox.faults import kinds
from batch.sandbox.switches import SWITCHES
from docs.lines import LINES, Line

TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize("line", LINES, ids=lambda line: str(line.number))
def test_each_line_names_what_there_is(line: Line) -> None:
    assert line.tests
    assert [name for name in line.tests if not (TESTS / name).exists()] == []
    assert [name for name in line.faults if name not in kinds.BY_NAME] == []
    assert [name for name in line.switches if name not in {switch.name for switch in SWITCHES}] == []


def test_every_fault_of_the_sandbox_is_on_a_line() -> None:
    assert {kind.name for kind in kinds.KINDS} - {name for line in LINES for name in line.faults} == set()


def test_the_lines_are_numbered() -> None:
    assert [line.number for line in LINES] == list(range(1, 43))
