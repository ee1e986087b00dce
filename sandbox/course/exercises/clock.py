"""How long a learner's process may work: seconds of the processor, and twice as many of waiting.

A busy machine is not the learner's fault, so that waiting for the processor counts as neither.
"""

import os
from contextlib import suppress
from pathlib import Path
from time import monotonic

GRACE = 0.5
"""Seconds of waiting for what is over in no time."""
LONGEST = 0.2
"""Seconds between two looks; if there were more, it was the app that had to wait."""
_RUNNABLE = ("R", "D")


class Clock:
    """Runs while an answer is waited for, and counts whenever `over` is asked."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._process = 0
        self._before = 0.0
        self._waited = 0.0
        self._last = 0.0

    def watch(self, process: int) -> None:
        """Count what this process takes from now on."""
        self._process = process
        self._before = _look(process)[1]

    def start(self) -> None:
        """An answer is waited for."""
        self._last = monotonic()

    def over(self) -> bool:
        """Whether it took too long by either count."""
        now = monotonic()
        state, work = _look(self._process)
        if state not in _RUNNABLE:
            self._waited += min(now - self._last, LONGEST)
        self._last = now
        return self._waited > 2 * self._seconds + GRACE or work - self._before > self._seconds


def _look(process: int) -> tuple[str, float]:
    """A process's state, and its seconds of the processor; nothing where no system tells."""
    with suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        return fields[0], ticks / os.sysconf("SC_CLK_TCK")
    return "", 0.0
