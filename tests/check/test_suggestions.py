"""What a finding suggests is what the sheet itself proves; where nothing is proved, nothing is suggested."""

import pytest

from batch.check import check
from tests.making import sheet

PROVED = {
    "another separator": ("row.unsplit", "sku,name,retail_price\nA2;Mug;12.50\n", ["A2,Mug,12.50"]),
    "a row quoted as a whole": (
        "row.unsplit",
        'sku,name,retail_price\n"A4,""Jug, tall"",31"\n',
        ['A4,"Jug, tall",31'],
    ),
    "a row of another width": ("row.unsplit", "sku,name,retail_price\nA1;Mug;12.50;x\n", [None]),
}


@pytest.mark.parametrize(("code", "text", "suggested"), PROVED.values(), ids=list(PROVED))
def test_what_is_proved_is_suggested(code: str, text: str, suggested: list[str | None]) -> None:
    assert [found.suggestion for found in check(sheet(text)).findings if found.code == code] == suggested
