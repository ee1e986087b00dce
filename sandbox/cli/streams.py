"""The output streams, whatever they are: a terminal, a pipe that closes, an old encoding."""

import io
import os
import sys


def prepare() -> None:
    """Let an encoding that lacks a character print `?` for it, and a closed stream take all."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def complain(sentence: str, status: int) -> int:
    """Say on stderr what is wrong, on one line; returns the exit status."""
    from contextlib import suppress

    with suppress(OSError):
        print(f"mlp-sandbox: {' '.join(sentence.split())}", file=sys.stderr)
    return status


def abandon() -> None:
    """Point stdout nowhere, so that Python does not fail on it again as it exits."""
    try:
        sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


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
