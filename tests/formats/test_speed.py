"""What keeps reading fast: one pass for all signs, whatever the bytes, and a process that starts with little."""

import subprocess
import sys

import pytest

from batch.formats.raw_cells import _SIGNS
from batch.formats.scan import has_any

_AROUND = b'\xff\xfe\0<c r="A1"\n t="s"><v>1</v>\xe9\0'


@pytest.mark.parametrize("sign", _SIGNS)
def test_each_sign_is_seen_whatever_bytes_stand_around_it(sign: bytes) -> None:
    assert has_any(_AROUND + sign + _AROUND, _SIGNS)
    assert not has_any(_AROUND + sign + _AROUND, [other for other in _SIGNS if other not in sign and sign not in other])


def test_bytes_without_a_sign_have_none() -> None:
    assert not has_any(_AROUND, _SIGNS)
    assert not has_any(b"", _SIGNS)


def test_the_process_that_reads_workbooks_starts_without_the_tools_for_tables() -> None:
    program = "import sys, batch.formats.inside; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
