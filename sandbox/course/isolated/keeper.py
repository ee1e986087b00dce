"""The first process of a check: it begins the worker, and leaves nothing of it behind.

Whatever the worker starts becomes the keeper's child when its parent ends, and is ended with it.
The keeper itself ends when the app does, however that ends.
"""

import json
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36
_PATIENCE = 5.0


def keep(work: Callable[[], None], control: int, status: int) -> None:
    """Run `work` in a process of its own until it ends or `control` closes; say how it ended.

    Never returns.
    """
    _prctl(_PR_SET_CHILD_SUBREAPER, 1)
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    keeper = os.getpid()
    worker = os.fork()
    if worker == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for pipe in (woken, wake, control, status):
            os.close(pipe)
        _work(work, keeper)
    _close_others(woken, wake, control, status)
    said = _watch(worker, control, woken)
    left = _end_all(worker)
    with suppress(OSError):
        os.write(status, json.dumps({**said, "left": left}).encode())
    os._exit(0)


def _work(work: Callable[[], None], keeper: int) -> None:
    os.setpgid(0, 0)
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != keeper:
        os._exit(1)
    code = 1
    try:
        work()
        code = 0
    except BaseException:
        # Among what was printed: what the learner's code has done to Python can end up here.
        with suppress(BaseException):
            traceback.print_exc()
    finally:
        with suppress(BaseException):
            sys.stdout.flush()
        os._exit(code)


def _watch(worker: int, control: int, woken: int) -> dict[str, Any]:
    """Wait until the worker ends by itself, or has to."""
    while True:
        ended, how = os.waitpid(worker, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(how)
            return {"exit": code} if code >= 0 else {"signal": -code}
        ready, _, _ = select.select([control, woken], [], [])
        if control in ready:
            return {"ended": True}
        os.read(woken, 64)


def _end_all(worker: int) -> int:
    """End the worker and all that came of it; how many others there were."""
    seen: set[int] = set()
    until = monotonic() + _PATIENCE
    while monotonic() < until:
        others = set(_children())
        for process in others:
            with suppress(OSError):
                os.kill(process, signal.SIGKILL)
        with suppress(OSError):
            os.killpg(worker, signal.SIGKILL)
        seen |= others - {worker}
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            break
        sleep(0.002)
    return len(seen)


def _children() -> Iterator[int]:
    """The keeper's children, as Linux tells them; elsewhere the group has to do."""
    own = os.getpid()
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            fields = entry.read_text().rpartition(")")[2].split()
            if int(fields[1]) == own:
                yield int(entry.parent.name)


def _close_others(*kept: int) -> None:
    """The worker's pipes are the worker's: whoever reads them must see them close."""
    last = 2
    for pipe in sorted(kept):
        os.closerange(last + 1, pipe)
        last = pipe
    os.closerange(last + 1, last + 64)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _prctl(option: int, value: int) -> None:
    """Tell the kernel, where it is Linux."""
    if not sys.platform.startswith("linux"):
        return
    import ctypes

    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)
