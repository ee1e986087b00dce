"""The command as a process: its output streams, whatever they are, and the signals that end it."""

import io
import json
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, TextIO, cast

from sandbox.base.characters import shown


class VisibleStream:
    """A stream on which no character tells a terminal what to do: each has a visible sign.

    It remembers why it could not be written.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        """The stream itself, for the program's own control sequences."""
        self.lost: OSError | None = None

    def write(self, text: str) -> int:
        """Hand on what may be seen."""
        return self.hand_on(shown(text))

    def hand_on(self, text: str) -> int:
        """Write the text as it is, or note what prevents it."""
        try:
            return self.stream.write(text)
        except OSError as error:
            self.lost = error
            raise

    def flush(self) -> None:
        """Write what is left, or note what prevents it."""
        try:
            self.stream.flush()
        except OSError as error:
            self.lost = error
            raise

    def writelines(self, lines: Iterable[str]) -> None:
        """Each of them."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def prepare_streams() -> None:
    """Let nothing that is printed command the terminal.

    An encoding that lacks a character prints `?` for it, and a closed stream takes all. A closed
    stdin is one that is at its end.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY))
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if not isinstance(stream, VisibleStream):
            setattr(sys, name, cast(TextIO, VisibleStream(stream)))


def print_json(table: object, indent: int | None = None) -> None:
    """A table as JSON, on a line of its own; NaN is a mistake, and DEL is escaped as ESC is."""
    text = json.dumps(table, indent=indent, allow_nan=False).replace("\x7f", "\\u007f")
    print(text, flush=True)


def print_program(text: str) -> None:
    """A program's text. On its way into a file it stays what it is, to the letter."""
    out = sys.stdout
    if not isinstance(out, VisibleStream) or out.isatty():
        print(text, end="")
        return
    if isinstance(out.stream, io.TextIOWrapper):
        # Python reads a file as UTF-8, whatever the locale is.
        out.stream.reconfigure(encoding="utf-8", errors="replace")
    out.hand_on(text)


def print_error(sentence: str, status: int) -> int:
    """Say on stderr what is wrong, on one line; returns the exit status."""
    from contextlib import suppress

    with suppress(OSError):
        print(f"mlp-sandbox: {' '.join(sentence.split())}", file=sys.stderr)
    return status


def finish_streams() -> OSError | None:
    """Write what is left; why that cannot be, and then stdout leads nowhere.

    So Python does not fail on it again as it exits.
    """
    try:
        sys.stdout.flush()
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        return error
    return getattr(sys.stdout, "lost", None)


class StatusLine:
    """How far a long run is, on one line of stderr that is wiped in the end; only on a terminal."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()

    def __enter__(self) -> "StatusLine":
        return self

    def say(self, line: str) -> None:
        """Replace the line."""
        if self.shown:
            _overwrite(shown(line))

    def __exit__(self, *exception: object) -> None:
        if self.shown:
            _overwrite("")


def _overwrite(line: str) -> None:
    """In the place of the line that the cursor is on."""
    out = sys.stderr
    (out.hand_on if isinstance(out, VisibleStream) else out.write)(f"\r\x1b[K{line}")
    out.flush()


EXIT_SIGNALS = (signal.SIGTERM, signal.SIGHUP)


@contextmanager
def exit_on_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP leave with 128 + n, at once but for what `whole` holds together.

    One that is ignored, as nohup has it, stays so.
    """

    def leave(number: int, frame: FrameType | None) -> None:
        sys.stdout.flush()
        raise SystemExit(128 + number)

    before = {number: signal.getsignal(number) for number in EXIT_SIGNALS}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(number, leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def signals_deferred() -> Iterator[None]:
    """Nothing is left in the middle of this: saving, above all."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, EXIT_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
