"""Leaving in every way there is: the terminal is restored and the exit status says why."""

import asyncio
import logging
import os
import signal
import sys
import termios
import threading
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_log_path

PATIENCE = 3.0
"""Seconds in which a signalled app must have left, before it is ended the hard way."""

RESTORE = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?2004l\x1b[?7h\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Mouse, paste, keyboard, screen and cursor as a shell wants them."""


def log_file() -> Path:
    """Where mistakes are written down."""
    return user_log_path("mlp-sandbox", appauthor=False) / "mlp-sandbox.log"


def start_log() -> None:
    """Write warnings and errors to the log file, which is made with the first of them."""
    handler = _LateFile(log_file())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("mlp-sandbox")
    logger.handlers = [handler]
    logger.propagate = False


class _LateFile(logging.Handler):
    """Appends to a file, and to none where that cannot be: a log must never end the app."""

    def __init__(self, file: Path) -> None:
        super().__init__(logging.WARNING)
        self._file = file

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8") as stream:
                stream.write(self.format(record) + "\n")
        except OSError:
            return


def watch(loop: asyncio.AbstractEventLoop, leave: Callable[[int], None]) -> None:
    """On SIGTERM and SIGHUP leave with 128 + n; with force where the app cannot any more."""
    saved = _attributes()

    def leave_for(number: int) -> None:
        code = 128 + number
        timer = threading.Timer(PATIENCE, _force, (code, saved))
        timer.daemon = True
        timer.start()
        leave(code)

    for number in (signal.SIGTERM, signal.SIGHUP):
        try:
            loop.add_signal_handler(number, leave_for, int(number))
        except (ValueError, RuntimeError):
            # Not the main thread, as in tests: whoever runs it sees to the signals.
            return


def _attributes() -> list[object] | None:
    try:
        return list(termios.tcgetattr(0))
    except termios.error:
        return None


def _force(code: int, saved: list[object] | None) -> None:
    """The terminal as well as it can be restored without the app, and out."""
    try:
        if saved is not None:
            termios.tcsetattr(0, termios.TCSANOW, saved)  # type: ignore[arg-type]
        os.set_blocking(2, False)
        os.write(2, RESTORE.encode())
    except (OSError, termios.error):
        pass
    os._exit(code)


def report(crash: str, sentence: Callable[[Path], str]) -> None:
    """Write a crash down, and say on stderr where."""
    logging.getLogger("mlp-sandbox").error("%s", crash)
    print(sentence(log_file()), file=sys.stderr)  # noqa: T201
