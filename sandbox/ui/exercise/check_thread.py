"""A check that runs in a thread while the app goes on."""

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path

from sandbox.exercises import Exercise, Verdict

LOGGER = logging.getLogger("mlp-sandbox")

CLOSE_TIMEOUT_S = 2.0
"""Seconds to wait for the end of a check that was stopped."""

Checker = Callable[[Exercise, Path, threading.Event], Verdict]


def run(exercise: Exercise, file: Path, stop: threading.Event) -> Verdict:
    """Check a file: it takes as long as it takes, or until `stop` is set."""
    from sandbox.exercises.checker import check

    return check(exercise, file, stop=stop)


class CheckThread:
    """One check. `told` is called in its thread when there is a verdict, or the lack of one."""

    def __init__(
        self,
        exercise: Exercise,
        file: Path,
        checker: Checker,
        told: Callable[["CheckThread"], None],
    ) -> None:
        self.verdict: Verdict | None = None
        """None while it runs, and where the checker itself has failed, which the log knows."""
        self._started = time.monotonic()
        self._stop = threading.Event()
        self._work = exercise, file, checker, told
        self._thread = threading.Thread(target=self._run, name="check", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    @property
    def elapsed(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._started

    def stop(self) -> None:
        """Have it stopped; its verdict says so."""
        self._stop.set()

    def close(self) -> None:
        """Stop it, and wait until what it has started is gone."""
        self._stop.set()
        self._thread.join(CLOSE_TIMEOUT_S)

    def _run(self) -> None:
        exercise, file, checker, told = self._work
        try:
            self.verdict = checker(exercise, file, self._stop)
        except Exception:
            LOGGER.exception("checking %s", file)
        told(self)
