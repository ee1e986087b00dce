"""Files that are whole whenever the machine stops: locked, written beside, then put in place."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

LARGEST = 1 << 24
"""Bytes; a file of progress that is larger is none."""

_PAUSE = 0.01


@contextmanager
def locked(file: Path, patience: float) -> Iterator[None]:
    """Alone with a file among all sessions; TimeoutError after `patience` seconds.

    The lock dies with its session. On a file system without locks there is none.
    """
    handle = os.open(file.with_name(f"{file.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle, monotonic() + patience)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if monotonic() >= until:
                raise TimeoutError("another session holds it") from None
            sleep(_PAUSE)
        except OSError:
            return


def read(file: Path) -> bytes | None:
    """A file's bytes, None where there is no such file; OSError where it cannot be read."""
    try:
        with file.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except FileNotFoundError:
        return None


def write(file: Path, data: bytes) -> None:
    """Put the bytes in place of the file: before, it is what it was, afterwards it is new."""
    fresh = file.with_name(f"{file.name}.new")
    try:
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(fresh, file)  # noqa: PTH105  # one step, which is the point of it
    except OSError:
        with suppress(OSError):
            fresh.unlink()
        raise


def set_aside(file: Path) -> Path:
    """Give a file a name of its own with the first number that is free; the new name."""
    number = 1
    while (aside := file.with_name(f"{file.name}.damaged-{number}")).exists():
        number += 1
    return file.rename(aside)
