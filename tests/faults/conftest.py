"""The store before the sheet, and after it on a good day."""

import pytest

from tests.faults import judges, scene
from tests.faults.day import Document, day


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> list[Document]:
    with pytest.MonkeyPatch.context() as patch, day(tmp_path_factory.mktemp("before"), patch, []) as first:
        return first.run(scene.BEFORE).state


@pytest.fixture(scope="session")
def unbroken(tmp_path_factory: pytest.TempPathFactory, before: list[Document]) -> list[object]:
    with pytest.MonkeyPatch.context() as patch, day(tmp_path_factory.mktemp("good"), patch, before) as good:
        attempt = good.run(scene.SHEET)

        assert (attempt.exit_code, judges.complaints(good), [*judges.breaches(good)]) == (0, [], [])
        return judges.ours_alone(attempt)
