"""The process that starts both processes of a check, once NumPy is loaded, and ends them.

Whatever a worker starts becomes the supervisor's child when its parent ends, and is ended with it.
The supervisor itself ends when the app does, however that ends.
"""

import json
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic, sleep

from sandbox.exercises import learner_process, reference_process
from sandbox.exercises.limits import LIMITS

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_LAST = 1 << 16


@dataclass(frozen=True)
class Part:
    """A worker to be: what it does, and the pipes that are its own."""

    work: Callable[[], None]
    pipes: tuple[int, ...]
    """All that stay open in it."""
    output: int
    """Where it prints."""


def keep(first: Part, second: Part, control: int, status: int) -> None:
    """Run both, each in a process of its own, until `control` closes; say how the first ended.

    When that is, whatever it has begun is ended, too. Never returns.
    """
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    keeper = os.getpid()
    workers = [_begin(part, keeper) for part in (first, second)]
    _close_all_but(woken, wake, control, status)
    said = _watch(workers[0], control, woken)
    left = _end_all({workers[0]} if said else set(workers), spared=workers[1] if said else None)
    with suppress(OSError):
        os.write(status, json.dumps({**said, "left": left}).encode())
    os.close(status)
    if said:
        _await_end(control, woken)
        _end_all({workers[1]}, spared=None)
    os._exit(0)


def _begin(part: Part, keeper: int) -> int:
    """The worker's process; in the worker itself this never returns."""
    worker = os.fork()
    if worker:
        # Here as there, so that it is so whoever comes first.
        with suppress(OSError):
            os.setpgid(worker, worker)
        return worker
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.setpgid(0, 0)
        _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        os.dup2(part.output, 1)
        os.dup2(part.output, 2)
        _close_all_but(*part.pipes)
        if os.getppid() == keeper:
            part.work()
            code = 0
    except BaseException:
        # Among what was printed: what the learner's code has done to Python can end up here.
        with suppress(BaseException):
            traceback.print_exc()
    finally:
        with suppress(BaseException):
            sys.stdout.flush()
        os._exit(code)


def _watch(worker: int, control: int, woken: int) -> dict[str, int]:
    """Wait until the worker ends, and say how; nothing if it has to be ended."""
    while True:
        ended, how = os.waitpid(worker, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(how)
            return {"exit": code} if code >= 0 else {"signal": -code}
        if _await_end(control, woken):
            return {}


def _await_end(control: int, woken: int) -> bool:
    """Wait for something: whether it is the end."""
    ready, _, _ = select.select([control, woken], [], [])
    if woken in ready:
        os.read(woken, 64)
    return control in ready


def _end_all(workers: set[int], spared: int | None) -> int:
    """End workers and all that came of them; how many others there were."""
    for worker in workers:
        with suppress(OSError):
            os.killpg(worker, signal.SIGKILL)
    seen: set[int] = set()
    left, until = workers, monotonic() + LIMITS.kill_timeout_s
    while left and monotonic() < until:
        # What a process has begun becomes the keeper's own when that process is gone.
        others = set(_children()) - {spared}
        for process in others:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
        seen |= others - workers
        left = {process for process in others | left if not _gone(process)} or others
        sleep(0.001)
    return len(seen)


def _gone(process: int) -> bool:
    """Whether a child has ended, of which this takes leave."""
    try:
        return os.waitpid(process, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return True


def _children() -> Iterator[int]:
    """The keeper's children, as Linux tells them; elsewhere the groups have to do."""
    own = os.getpid()
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            fields = entry.read_text().rpartition(")")[2].split()
            if int(fields[1]) == own:
                yield int(entry.parent.name)


def _close_all_but(*kept: int) -> None:
    """Whoever reads a pipe must see it close, and nobody gets at another's."""
    last = 2
    for pipe in (*sorted(kept), _LAST):
        os.closerange(last + 1, pipe)
        last = pipe


def _prctl(option: int, value: int) -> None:
    """Tell the kernel, where it is Linux."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def main(learners: Sequence[int], oracles: Sequence[int], control: int, status: int) -> None:
    """Be the keeper of both. Each has three pipes: for requests, for answers, and to print on."""
    keep(
        _part(learner_process.serve, *learners),
        _part(reference_process.serve, *oracles),
        control,
        status,
    )


def _part(serve: Callable[[int, int], None], requests: int, answers: int, output: int) -> Part:
    return Part(partial(serve, requests, answers), (requests, answers), output)
