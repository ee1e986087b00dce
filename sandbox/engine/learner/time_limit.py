"""A limit on the time of a call, also where it loops for ever."""

import threading
import time
from collections.abc import Callable
from typing import Any

MAX_CALL_S = 10.0
"""Seconds that one call of a learner's function may take; a batch's takes milliseconds."""
CHECK_INTERVAL_S = 0.1
"""Seconds between two looks at the clock."""


class TooLongError(BaseException):
    """A call was ended. Not an Exception, so that no `except Exception` in it goes on."""


class TimeLimit:
    """Ends a call that takes too long by raising TooLongError in the very thread that it runs in.

    A thread of its own looks at the clock while there are calls, and waits for nothing else. What
    never comes back from a call in C is not reached, and goes on without the screen.
    """

    def __init__(self, seconds: float = MAX_CALL_S) -> None:
        self.seconds = seconds
        self._calls: dict[int, float] = {}
        """When each thread's call has to have ended."""
        self._raised: set[int] = set()
        self._raising: int | None = None
        self._wanted = threading.Event()
        self._starting = threading.Lock()
        self._watch: threading.Thread | None = None

    def call(self, function: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        """What the function gives; TooLongError where it was ended. A call within counts as one."""
        me = threading.get_ident()
        if me in self._calls:
            return function(*args)
        if self._watch is None:
            self._start()
        try:
            try:
                self._calls[me] = time.monotonic() + self.seconds
                if not self._wanted.is_set():
                    self._wanted.set()
                return function(*args)
            finally:
                self._end(me)
        except TooLongError:
            self._end(me)  # It may have come in the middle of ending.
            raise

    def _end(self, me: int) -> None:
        self._calls.pop(me, None)
        while self._raising == me:
            time.sleep(0)
        if me in self._raised:
            # It may have been raised a moment after the call had ended: it must not come later.
            self._raised.discard(me)
            _raise_in(me, None)

    def _start(self) -> None:
        with self._starting:
            if self._watch is None:
                self._watch = threading.Thread(target=self._look, name="guard", daemon=True)
                self._watch.start()

    def _look(self) -> None:
        while True:
            self._wanted.wait()
            time.sleep(CHECK_INTERVAL_S)
            now = time.monotonic()
            for thread, end in list(self._calls.items()):
                if now > end:
                    self._raising = thread
                    if self._calls.get(thread) == end:
                        self._raised.add(thread)
                        _raise_in(thread, TooLongError)
                    self._raising = None
            if not self._calls:
                self._wanted.clear()
                if self._calls:
                    self._wanted.set()


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    """Raise the error at the thread's next line of Python; None: none that has not come yet."""
    import ctypes  # Nobody else needs it.

    ctypes.pythonapi.PyThreadState_SetAsyncExc(
        ctypes.c_ulong(thread), None if error is None else ctypes.py_object(error)
    )


TIME_LIMIT = TimeLimit()
"""Over all calls of learners' functions."""
