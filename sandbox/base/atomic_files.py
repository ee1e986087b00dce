"""Files that are whole whenever the machine stops: locked, written beside, then put in place."""

import fcntl
import glob
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

from sandbox.base import files

MAX_FILE_BYTES = 1 << 24
"""Bytes; a larger file is not read."""

_PAUSE = 0.01

_ENDING = ".new"
_LEFT = 600.0
"""Seconds after which a file that is being written is none any more."""


@contextmanager
def locked(file: Path, patience: float) -> Iterator[None]:
    """Alone with a file among all sessions; TimeoutError after `patience` seconds.

    The lock dies with its session. On a file system without locks there is none.
    """
    real = Path(os.path.realpath(file))
    lock = real.with_name(f"{real.name}.lock")
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
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
        return files.read(file, MAX_FILE_BYTES)
    except FileNotFoundError:
        return None


def write(file: Path, data: bytes, mode: int = 0o600) -> None:
    """Put the bytes in place of the file: before, it is what it was, afterwards it is new.

    A link stays one, and what it leads to is written. `mode`: the permissions of a file that is
    new; one that is there keeps its own.
    """
    real = Path(os.path.realpath(file))
    with suppress(FileNotFoundError):
        mode = stat.S_IMODE(real.stat().st_mode)
    made = _fresh(real, data, mode)
    try:
        os.replace(made, real)  # noqa: PTH105  # one step, which is the point of it
    except OSError:
        with suppress(OSError):
            made.unlink()
        raise


def create(file: Path, data: bytes) -> None:
    """A new file, whole or not at all; FileExistsError where there is one of that name."""
    made = _fresh(file, data, 0o644)
    try:
        file.hardlink_to(made)
    except FileExistsError:
        raise
    except OSError:
        # A file system without links.
        with file.open("xb") as stream:
            stream.write(data)
    finally:
        made.unlink(missing_ok=True)


def _fresh(file: Path, data: bytes, mode: int) -> Path:
    """The bytes in a new file beside the file, under a name that nobody can have foreseen.

    What sessions that were killed have left there is swept away.
    """
    handle, name = tempfile.mkstemp(_ENDING, f".{file.name}.", file.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            os.fchmod(handle, mode)
            stream.write(data)
            stream.flush()
            os.fsync(handle)
    except OSError:
        with suppress(OSError):
            made.unlink()
        raise
    _sweep(file, made)
    return made


def _sweep(file: Path, made: Path) -> None:
    now = made.lstat().st_mtime
    for left in file.parent.glob(f".{glob.escape(file.name)}.*{_ENDING}"):
        with suppress(OSError):
            if left.lstat().st_mtime < now - _LEFT:
                left.unlink()


def set_aside(file: Path) -> Path:
    """Give a file a name of its own with the first number that is free; the new name."""
    number = 1
    while (aside := file.with_name(f"{file.name}.damaged-{number}")).exists():
        number += 1
    return file.rename(aside)
