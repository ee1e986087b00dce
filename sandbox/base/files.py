"""Files that others have made: only plain ones are read, and only up to a size.

A pipe with nobody at its other end would be waited for, and /dev/zero never ends.
"""

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

SOURCE = 1 << 20
"""Bytes of what somebody has written: a page, a table, a program."""


class UnfitFileError(OSError):
    """What is no plain file, or too large a one; `strerror` says which, as of any OSError."""


def opened(file: Path) -> BinaryIO:
    """A plain file, to read its bytes; UnfitFileError of another, else OSError."""
    handle = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    raise UnfitFileError(errno.EINVAL, "it is no plain file", str(file))


def read(file: Path, most: int = SOURCE) -> bytes:
    """All bytes of a plain file of at most `most`; UnfitFileError of another, else OSError."""
    with opened(file) as stream:
        if os.fstat(stream.fileno()).st_size > most:
            raise _too_large(file, most)
        # The system says of some files that they are empty, and goes on for ever.
        data = stream.read(most + 1)
    if len(data) > most:
        raise _too_large(file, most)
    return data


def _too_large(file: Path, most: int) -> UnfitFileError:
    return UnfitFileError(errno.EFBIG, f"it has more than {most >> 10} KB", str(file))
