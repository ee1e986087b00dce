"""When a runner may take its next step, and when it may tell the screen."""

import sys
import time

SWITCH_INTERVAL_S = 0.001
"""Seconds after which a thread that computes gives way to one that waits: a key takes several turns
to be answered, and Python's own 5 ms each add up to what one feels."""

INTERVAL_S = 0.15
SLOW_INTERVAL_S = 0.5
"""Seconds between two frames of a run that goes on by itself."""
STILL_INTERVAL_S = 10.0
"""The same where nothing is to move by itself: a sign of life, now and then."""


class Pacing:
    """Keeps a run's pace, the interval between two frames, and the screen's right of way."""

    def __init__(self, interval: float) -> None:
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        self._interval = interval
        self._tell_at = 0.0
        self._step_at = 0.0
        self._rest_until = 0.0

    def rest(self, seconds: float) -> None:
        """Steps wait that long from now."""
        self._rest_until = time.monotonic() + seconds

    def sleep(self) -> None:
        """Wait while the screen has the right of way; give way to it in any case."""
        while (rest := self._rest_until - time.monotonic()) > 0:
            time.sleep(rest)
        time.sleep(0)

    def hurry(self) -> None:
        """The next step is due at once."""
        self._step_at = 0.0

    def stepped(self, pace: float) -> None:
        """A step was taken; the next is due after the pace."""
        self._step_at = time.monotonic() + pace

    def asked(self) -> None:
        """The learner did something: however rare frames are, that is answered soon."""
        self._tell_at = min(self._tell_at, time.monotonic() + SLOW_INTERVAL_S)

    def told(self) -> None:
        """The screen was told; of a run that goes on it is not told again for an interval."""
        self._tell_at = time.monotonic() + self._interval

    @property
    def until_step(self) -> float:
        """Seconds until the next step is due; 0 if it is."""
        return max(self._step_at - time.monotonic(), 0.0)

    @property
    def until_tell(self) -> float:
        """Seconds until the screen may be told; 0 if it may."""
        return max(self._tell_at - time.monotonic(), 0.0)
