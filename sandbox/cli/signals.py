"""Signals that end a command: it leaves with 128 + n, and what it began is put away first."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

LEAVING = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def leaving() -> Iterator[None]:
    """SIGTERM and SIGHUP leave with 128 + n, at once but for what `whole` holds together.

    One that is ignored, as nohup has it, stays so.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        sys.stdout.flush()
        raise SystemExit(128 + number)

    before = {number: signal.getsignal(number) for number in LEAVING}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def whole() -> Iterator[None]:
    """Nothing is left in the middle of this: saving, above all."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, LEAVING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
