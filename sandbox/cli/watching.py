"""A file that somebody works on, and each time that it is saved."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep, strftime

PAUSE = 0.2
"""Seconds between two looks."""

_Stamp = tuple[int, int, int] | None


def saves(file: Path) -> Iterator[str]:
    """The time of day, at once and then whenever the file is another than before.

    An editor may take a file away and put another in its place: what is not there is not looked at.
    """
    before = _stamp(file)
    yield strftime("%H:%M:%S")
    while True:
        sleep(PAUSE)
        now = _stamp(file)
        if now is not None and now != before:
            before = now
            yield strftime("%H:%M:%S")


def _stamp(file: Path) -> _Stamp:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
