"""Ctrl-C and its kin: the first is obeyed in order; another one meanwhile is taken for impatience."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ASKING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
GRACE = 10.0  # seconds: by then what is in flight was heard or given up, and the reports are being written


@contextmanager
def heard() -> Iterator[None]:
    """For the length of a block, each raises KeyboardInterrupt where we stand, unless one did a GRACE ago or less."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    obeyed = -GRACE

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        nonlocal obeyed
        if time.monotonic() - obeyed >= GRACE:
            obeyed = time.monotonic()
            raise KeyboardInterrupt

    before = {number: signal.signal(number, interrupt) for number in ASKING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
