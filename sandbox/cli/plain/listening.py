"""Where commands come from: a terminal with its history, or a pipe; and Ctrl+C meanwhile."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

PROMPT = "> "


class Stop:
    """Whether Ctrl+C was pressed since the command at hand began."""

    def __init__(self) -> None:
        self.asked = False


def prepare() -> bool:
    """Whether stdin is a terminal. There its lines can be edited and had again with the arrows."""
    if not sys.stdin.isatty():
        return False
    with suppress(ImportError):
        import readline

        # It would switch the terminal's pasting on and off around each line.
        readline.parse_and_bind("set enable-bracketed-paste off")
        readline.parse_and_bind("set disable-completion on")
    return True


def listen(terminal: bool) -> str | None:
    """The next line; None at its end. KeyboardInterrupt where Ctrl+C was pressed instead.

    A line that is no text in the terminal's encoding has marks for what cannot be read.
    """
    if terminal:
        try:
            return input(PROMPT)
        except UnicodeDecodeError as error:
            return bytes(error.object).decode(error.encoding, "replace")
        except (EOFError, OSError):
            return None
    try:
        line = sys.stdin.buffer.readline().decode(sys.stdin.encoding or "utf-8", "replace")
    except OSError:
        return None
    return line.rstrip("\r\n") if line else None


@contextmanager
def working() -> Iterator[Stop]:
    """While a command works, Ctrl+C asks it to stop; a second one ends it where it is."""
    stop = Stop()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.asked:
            raise KeyboardInterrupt
        stop.asked = True

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
