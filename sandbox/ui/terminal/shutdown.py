"""Leaving in every way there is: the terminal is restored and the exit status says why."""

import asyncio
import atexit
import os
import select
import signal
import sys
import termios
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from types import FrameType

GRACE_S = 3.0
"""Seconds in which an app that is told to leave must have left, before it is ended the hard way."""

END_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
"""The signals that end the app. Ctrl+C is none: on a terminal that the app has, it is a key."""

RESTORE = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Mouse, paste, keyboard, screen and cursor as a shell wants them."""


class Shutdown:
    """Watches for signals and for a terminal that is gone, and has the app leave with 128 + n."""

    def __init__(self) -> None:
        self.status = 0
        """What the app is to leave with; 0 as long as nothing ends it from outside."""
        self._own = {threading.current_thread()}
        """The threads that are none of a lab's: they wait, and compute nothing."""
        self._saved = _attributes()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leave: Callable[[int], None] | None = None
        self._keep: Callable[[], str] | None = None
        self._ended: SimpleQueue[None] = SimpleQueue()

    def watch(self) -> None:
        """Begin, in the main thread."""
        for number in END_SIGNALS:
            # Not the loop's handlers: those wait for a loop that a stuck terminal may be holding.
            signal.signal(number, self._signalled)
        for work in (self._hang_up, self._force):
            thread = threading.Thread(target=work, name=work.__name__, daemon=True)
            self._own.add(thread)
            thread.start()

    def tell(
        self,
        loop: asyncio.AbstractEventLoop,
        leave: Callable[[int], None],
        keep: Callable[[], str],
    ) -> None:
        """The app runs in that loop, and leaves when this is called with an exit status.

        `keep` saves what was typed where the app itself cannot any more, in a thread of its own;
        what it returns is for the terminal.
        """
        self._loop, self._leave, self._keep = loop, leave, keep
        if self.status:
            leave(self.status)

    def pass_threads(self, status: int) -> None:
        """Have the process end with that status past whatever threads are at work.

        Where one is in a long product, what Python and NumPy take down as they end is what it
        computes with, and the process would die of that.
        """
        atexit.register(self._pass, status)

    def _pass(self, status: int) -> None:
        if any(thread not in self._own for thread in threading.enumerate()):
            for stream in (sys.stdout, sys.stderr):
                with suppress(OSError, ValueError):
                    stream.flush()
            os._exit(status)

    def _signalled(self, number: int, frame: FrameType | None) -> None:
        self._end(128 + number)

    def _hang_up(self) -> None:
        """Wait for the terminal's other end to be closed, which not everybody gets a SIGHUP for."""
        poll = select.poll()
        poll.register(0, 0)
        if any(event & select.POLLHUP for _, event in poll.poll()):
            # What is written or read from here on must neither fail nor wait.
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            self._end(128 + signal.SIGHUP)

    def _end(self, status: int) -> None:
        if self.status:
            return
        self.status = status
        self._ended.put(None)
        if self._loop is not None and self._leave is not None:
            try:
                self._loop.call_soon_threadsafe(self._leave, status)
            except RuntimeError:
                return  # the loop is closed: the app is leaving anyway

    def _force(self) -> None:
        """Wait until the app should have left; then restore the terminal without it, and out."""
        self._ended.get()
        time.sleep(GRACE_S)
        said = self._keep() if self._keep is not None else ""
        try:
            if self._saved is not None:
                termios.tcsetattr(0, termios.TCSANOW, self._saved)  # type: ignore[arg-type]
            os.set_blocking(2, False)
            os.write(2, (RESTORE + said).encode("utf-8", "replace"))
        except (OSError, termios.error):
            pass
        os._exit(self.status)


def _attributes() -> list[object] | None:
    try:
        return list(termios.tcgetattr(0))
    except termios.error:
        return None


def stop_group() -> bool:
    """Stop this process and those started with it, as the terminal's own Ctrl+Z does.

    Whether it was stopped, and is told to go on now. Where no shell could tell it that, the kernel
    does not stop it.
    """
    told: list[int] = []
    before = {
        signal.SIGTSTP: signal.signal(signal.SIGTSTP, signal.SIG_DFL),
        signal.SIGCONT: signal.signal(signal.SIGCONT, lambda number, frame: told.append(number)),
    }
    os.kill(0, signal.SIGTSTP)
    for number, handler in before.items():
        signal.signal(number, handler)
    return bool(told)
