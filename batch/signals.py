"""Ctrl-C and its kin: the first is obeyed in order; another one meanwhile is taken for impatience."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ASKING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
HANG_UP = getattr(signal, "SIGHUP", None)
GRACE = 10.0  # seconds: by then what is in flight was heard or given up, and the reports are being written
UNTOUCHED = ("sqlalchemy", "batch.journal", "batch.disk", "batch.channels.turns")
SOON = 0.02  # seconds


@contextmanager
def heard() -> Iterator[None]:
    """For the length of a block, each raises KeyboardInterrupt where we stand, unless one did a GRACE ago or less.

    What is being written down comes to its end first: it takes an instant.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    obeyed = -GRACE

    def interrupt(number: int, frame: FrameType | None) -> None:
        nonlocal obeyed
        if time.monotonic() - obeyed < GRACE:
            return
        if _is_untouched(frame):
            later = threading.Timer(SOON, _again, (number,))
            later.daemon = True
            later.start()
            return
        obeyed = time.monotonic()
        raise KeyboardInterrupt

    unwanted = {HANG_UP} if HANG_UP and signal.getsignal(HANG_UP) is signal.SIG_IGN else set()  # started by nohup
    before = {number: signal.signal(number, interrupt) for number in ASKING if number not in unwanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_untouched(frame: FrameType | None) -> bool:
    while frame is not None:
        if str(frame.f_globals.get("__name__", "")).startswith(UNTOUCHED):
            return True
        frame = frame.f_back
    return False


def _again(number: int) -> None:
    """To the main thread, so that it wakes where it waits."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, number)
    else:
        os.kill(os.getpid(), number)
