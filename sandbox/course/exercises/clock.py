"""How long a learner's process may work: seconds of the processor, and twice as many on the wall.

A busy machine is not the learner's fault, and sleeping is no work: hence two of them.
"""

import os
from contextlib import suppress
from pathlib import Path
from time import monotonic

GRACE = 0.5
"""Seconds on the wall for what is over in no time."""


class Clock:
    """Runs while an answer is waited for."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._used = 0.0
        self._since = 0.0
        self._process = 0
        self._before = 0.0

    def watch(self, process: int) -> None:
        """Count what this process takes from now on."""
        self._process = process
        self._before = _taken(process)

    def start(self) -> None:
        """An answer is waited for."""
        self._since = monotonic()

    def stop(self) -> None:
        """It has come."""
        self._used += monotonic() - self._since

    @property
    def over(self) -> bool:
        """Whether it took too long by either count."""
        wall = self._used + monotonic() - self._since
        work = _taken(self._process) - self._before
        return wall > 2 * self._seconds + GRACE or work > self._seconds


def _taken(process: int) -> float:
    """Seconds of the processor so far; 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0
