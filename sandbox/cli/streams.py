"""The output streams, whatever they are: a terminal, a pipe that closes, an old encoding."""

import io
import os
import sys


class Output(io.TextIOWrapper):
    """A text stream that remembers why it could not be written."""

    lost: OSError | None = None

    def write(self, text: str, /) -> int:
        """Write, or note what prevents it."""
        try:
            return super().write(text)
        except OSError as error:
            self.lost = error
            raise

    def flush(self) -> None:
        """Write what is left, or note what prevents it."""
        try:
            super().flush()
        except OSError as error:
            self.lost = error
            raise


def prepare() -> None:
    """Let an encoding that lacks a character print `?` for it, and a closed stream take all.

    A closed stdin is one that is at its end.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY))
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
        if sys.stdout is sys.__stdout__:
            out = sys.stdout
            by_line, through = out.line_buffering, out.write_through
            sys.stdout = Output(out.buffer, out.encoding, "replace", None, by_line, through)


def complain(sentence: str, status: int) -> int:
    """Say on stderr what is wrong, on one line; returns the exit status."""
    from contextlib import suppress

    with suppress(OSError):
        print(f"mlp-sandbox: {' '.join(sentence.split())}", file=sys.stderr)
    return status


def finish() -> OSError | None:
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


class Progress:
    """How far a long run is, on one line of stderr that is wiped in the end; only on a terminal."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        return self

    def say(self, line: str) -> None:
        """Replace the line."""
        if self.shown:
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()

    def __exit__(self, *exception: object) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
