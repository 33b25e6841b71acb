"""Ctrl-C and its kin: the first is obeyed in order; another one meanwhile is taken for impatience."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ASKING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
HANG_UP = getattr(signal, "SIGHUP", None)
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

    unwanted = {HANG_UP} if HANG_UP and signal.getsignal(HANG_UP) is signal.SIG_IGN else set()  # started by nohup
    before = {number: signal.signal(number, interrupt) for number in ASKING if number not in unwanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
