"""What the learner's process may take of the machine. Where a system knows no such limit, none."""

import os
import sys
from contextlib import suppress
from math import ceil
from pathlib import Path

try:
    import resource
except ImportError:  # pragma: no cover  # not on this system
    resource = None  # type: ignore[assignment]

FILES = 64
"""Open at once, which is enough to load a library."""
THREADS = 32
"""That may be begun; root may begin more, and Python refuses other processes before that."""
MEGABYTE = 1 << 20


def settle(seconds: float) -> None:
    """No file is written, no core left, few tasks begun, and the processor is not held for ever.

    `seconds` is a second line: the checker counts them too, and says so.
    """
    if resource is None:
        return
    taken = resource.getrusage(resource.RUSAGE_SELF)
    used = taken.ru_utime + taken.ru_stime
    _limit(resource.RLIMIT_CPU, ceil(used + seconds) + 2)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, FILES)
    _limit(resource.RLIMIT_NPROC, _tasks() + THREADS)


def memory(megabytes: int | None) -> None:
    """How much more than now may be taken; None lifts the limit.

    The hard limit stays as it was, so that what an exception needs can be had after all.
    """
    if resource is None or not sys.platform.startswith("linux"):
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    soft = hard if megabytes is None else _taken() + megabytes * MEGABYTE
    if hard != resource.RLIM_INFINITY:
        soft = min(soft, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _taken() -> int:
    """Bytes of address space."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")


def _tasks() -> int:
    """How many threads the user has now, for that is what the system counts."""
    own, found = os.getuid(), 0
    for entry in Path("/proc").glob("[0-9]*/task"):
        # Processes come and go.
        with suppress(OSError):
            found += len(list(entry.iterdir())) if entry.stat().st_uid == own else 0
    return found


def _limit(which: int, most: int) -> None:
    with suppress(ValueError, OSError):
        hard = resource.getrlimit(which)[1]
        if hard != resource.RLIM_INFINITY:
            most = min(most, hard)
        resource.setrlimit(which, (most, most))
