"""What keeps a learner's code in: the system's limits, and a hook on what Python announces."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any, NoReturn

from sandbox.exercises.limits import LIMITS

try:
    import resource
except ImportError:  # pragma: no cover  # not on this system
    resource = None  # type: ignore[assignment]

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
    _limit(resource.RLIMIT_NOFILE, LIMITS.max_open_files)
    _limit(resource.RLIMIT_NPROC, _tasks() + LIMITS.max_threads)


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


_PROCESS = ("os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.exec", "os.system")
_SIGNAL = ("os.kill", "os.killpg", "signal.pthread_kill")
_WRITE = (
    *("os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"),
    *("os.symlink", "os.truncate", "os.utime", "os.setxattr", "os.removexattr", "os.chflags"),
    *("sqlite3.connect", "tempfile.mkstemp", "tempfile.mkdtemp"),
)
KINDS: dict[str, str] = {
    **dict.fromkeys(_PROCESS, "process"),
    **dict.fromkeys(_SIGNAL, "signal"),
    **dict.fromkeys(_WRITE, "write"),
    "subprocess.Popen": "process",
    "pty.spawn": "process",
    "builtins.input": "input",
    "resource.setrlimit": "native",
    "resource.prlimit": "native",
}
"""Audit events that are refused, and what is said of them."""
_PREFIXES = {
    "socket.": "network",
    "ctypes.": "native",
    "shutil.": "write",
    "ftplib.": "network",
    "smtplib.": "network",
    "webbrowser.": "network",
}
_ENGINE = ("sandbox.engine", "sandbox.labs")
_MODULES = {
    "_dbm": "write",
    "_gdbm": "write",
    "_posixshmem": "write",
    "_cffi_backend": "native",
}
"""Modules whose calls Python announces to nobody."""
_DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
"""Any other is a terminal, or worse."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class RefusedError(PermissionError):
    """Something that a solution has no need of."""

    def __init__(self, kind: str, name: str, line: int | None) -> None:
        super().__init__(f"{name} is refused here: an exercise needs none of it")
        self.kind = kind
        self.name = name
        self.line = line


class Guard:
    """Refuses, in this process and for good, whatever a solution has no need of."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._off = True
        self.first: RefusedError | None = None
        """What was refused first, even if the learner's code made nothing of it."""

    def arm(self) -> None:
        """From now on. What reads no audit event is replaced."""
        _prepare()
        for module, name, kind in _UNHEARD:
            held = sys.modules.get(module)
            if isinstance(held, ModuleType) and hasattr(held, name):
                setattr(held, name, self._refusing(kind, f"{module}.{name}"))
        sys.stdin = _Unread(self)
        sys.addaudithook(self._hear)
        self._off = False

    def lifted(self, work: Callable[[], None]) -> None:
        """Do something of our own that would be refused."""
        self._off = True
        try:
            work()
        finally:
            self._off = False

    def refuse(self, kind: str, name: str) -> NoReturn:
        """Raise, and remember it if the learner's own code asked for it.

        A library that tries something as it is imported can do without, and often catches it.
        """
        line, own = _asked(sys._getframe(1), self._file)
        error = RefusedError(kind, name, line)
        if own and self.first is None:
            self.first = error
        raise error

    def _hear(self, event: str, args: tuple[Any, ...]) -> None:
        if self._off:
            return
        kind = KINDS.get(event)
        if event == "open":
            self._open(args[0], args[2])
        elif event == "import":
            self._import(str(args[0]))
        if kind is None:
            kind = next(
                (said for start, said in _PREFIXES.items() if event.startswith(start)), None
            )
        if kind is not None:
            self.refuse(kind, _said(args[0]) if kind == "write" and args else event)

    def _open(self, path: Any, flags: Any) -> None:
        """A file may be read; a descriptor that is open already was not refused."""
        if isinstance(path, int) or _said(path) in _DEVICES:
            return
        if isinstance(flags, int) and flags & _WRITING:
            self.refuse("write", _said(path))
        if _said(path).startswith("/dev/"):
            self.refuse("input", _said(path))

    def _import(self, name: str) -> None:
        if name.startswith(_ENGINE):
            self.refuse("engine", name)
        if name in _MODULES:
            self.refuse(_MODULES[name], name)

    def _refusing(self, kind: str, name: str) -> Callable[..., NoReturn]:
        def refused(*args: Any, **named: Any) -> NoReturn:
            self.refuse(kind, name)

        return refused


_UNHEARD = (
    ("_posixsubprocess", "fork_exec", "process"),
    *((module, name, "write") for module in ("os", "posix") for name in ("mkfifo", "mknod")),
    *((module, "pidfd_send_signal", "signal") for module in ("signal", "_signal")),
    *(
        (module, name, "signal")
        for module in ("os", "posix")
        for name in ("setpriority", "sched_setscheduler", "sched_setaffinity", "sched_setparam")
    ),
)
"""Calls that Python announces to nobody, either."""


class _Unread:
    """A standard input that says what is wrong with reading it."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        self._guard.refuse("input", "stdin")

    def close(self) -> None:
        """As quit() does before it raises."""

    def __iter__(self) -> NoReturn:
        self._guard.refuse("input", "stdin")


def _prepare() -> None:
    """Load what would otherwise come back unchanged."""
    import importlib

    for module in ("_posixsubprocess", "posix", "signal"):
        try:
            importlib.import_module(module)
        except ImportError:  # pragma: no cover  # another system
            continue


def _asked(frame: FrameType | None, file: str) -> tuple[int | None, bool]:
    """The learner's line nearest to a call, and whether no import lies between."""
    own = True
    while frame is not None:
        if frame.f_code.co_filename == file:
            return frame.f_lineno, own
        own = own and not frame.f_code.co_filename.startswith("<frozen importlib")
        frame = frame.f_back
    return None, True


def _said(path: Any) -> str:
    return path.decode("utf-8", "replace") if isinstance(path, bytes) else str(path)
