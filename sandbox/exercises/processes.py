"""A check's processes as the app sees them: frames to and fro, and an end whatever they do."""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Any

import sandbox
from sandbox.engine.threads import VARIABLES
from sandbox.exercises.limits import LIMITS
from sandbox.exercises.wire_frames import FrameError, Frames, Header, pack

_RUNNABLE = ("R", "D")


class Clock:
    """Runs while an answer is waited for, and counts whenever `over` is asked."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._process = 0
        self._before = 0.0
        self._waited = 0.0
        self._last = 0.0

    def watch(self, process: int) -> None:
        """Count what this process takes from now on."""
        self._process = process
        self._before = _look(process)[1]

    def start(self) -> None:
        """An answer is waited for."""
        self._last = monotonic()

    def over(self) -> bool:
        """Whether it took too long by either count."""
        now = monotonic()
        state, work = _look(self._process)
        if state not in _RUNNABLE:
            self._waited += min(now - self._last, LIMITS.max_counted_wait_s)
        self._last = now
        return (
            self._waited > 2 * self._seconds + LIMITS.wait_grace_s
            or work - self._before > self._seconds
        )


def _look(process: int) -> tuple[str, float]:
    """A process's state, and its seconds of the processor; nothing where no system tells."""
    with suppress(OSError, ValueError, IndexError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks = int(fields[11]) + int(fields[12])
        return fields[0], ticks / os.sysconf("SC_CLK_TCK")
    return "", 0.0


_CHUNK = 1 << 18


class Source:
    """A pipe that is read as it fills; `take` is given each piece."""

    def __init__(self, pipe: int, take: Callable[[bytes], None]) -> None:
        self.pipe = pipe
        self.open = True
        self._take = take
        os.set_blocking(pipe, False)

    def handle(self) -> bool:
        """Take what there is; whether there was something."""
        try:
            chunk = os.read(self.pipe, _CHUNK)
        except BlockingIOError:
            return False
        if not chunk:
            self.close()
            return False
        self._take(chunk)
        return True

    def close(self) -> None:
        """Read no more."""
        if self.open:
            self.open = False
            os.close(self.pipe)


class Sink:
    """A pipe that is written to as fast as the other side reads."""

    def __init__(self, pipe: int) -> None:
        self.pipe = pipe
        self.open = True
        self._waiting: list[memoryview] = []
        os.set_blocking(pipe, False)

    @property
    def busy(self) -> bool:
        """Whether something waits to be written."""
        return self.open and bool(self._waiting)

    def send(self, data: bytes) -> None:
        """Let these bytes follow the others."""
        if self.open:
            self._waiting.append(memoryview(data))

    def handle(self) -> None:
        """Write what the pipe has room for; a reader that is gone needs nothing more."""
        try:
            written = os.write(self.pipe, self._waiting[0][:_CHUNK])
        except BlockingIOError:
            return
        except OSError:
            self.close()
            return
        rest = self._waiting[0][written:]
        self._waiting[:1] = [rest] if rest else []

    def close(self) -> None:
        """Write no more."""
        if self.open:
            self.open = False
            with suppress(OSError):
                os.close(self.pipe)


_BOOT = (
    "import json, sys; said = json.loads(sys.argv[1]); "
    "sys.path += [path for path in said['path'] if path not in sys.path]; "
    "from sandbox.exercises.supervisor import main; main(*said['main'])"
)
_ENVIRON = ("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR")


class Peer:
    """One of the processes, at the other end of its pipes."""

    def __init__(self) -> None:
        requests, to_requests = os.pipe()
        from_answers, answers = os.pipe()
        from_output, output = os.pipe()
        self.theirs = (requests, answers, output)
        """The ends that the process has."""
        self._frames = Frames()
        self._received: list[tuple[Header, bytes]] = []
        self._printed = b""
        self._length = 0
        self.garbled = False
        """Whether it sent what is no frame."""
        self.requests = Sink(to_requests)
        self.answers = Source(from_answers, self._take_frames)
        self.output = Source(from_output, self._take_output)

    @property
    def printed(self) -> str:
        """The beginning of what it printed."""
        return self._printed.decode("utf-8", "replace")

    @property
    def flooded(self) -> bool:
        """Whether it printed more than anyone reads."""
        return self._length > LIMITS.max_output_bytes

    @property
    def ended(self) -> bool:
        """Whether it has nothing more to say."""
        return not self.answers.open and not self._received

    def send(self, header: Header, body: bytes = b"") -> None:
        """A frame, which is written as fast as it is read."""
        self.requests.send(pack(header, body))

    def take(self) -> tuple[Header, bytes] | None:
        """The next frame that has come."""
        return self._received.pop(0) if self._received else None

    def close(self) -> None:
        """Nothing more comes: take what is left of what it printed."""
        while self.output.open and not self.flooded and self.output.handle():
            pass
        for pipe in (self.requests, self.answers, self.output):
            pipe.close()

    def _take_frames(self, chunk: bytes) -> None:
        try:
            self._received += self._frames.feed(chunk)
        except FrameError:
            self.garbled = True
            self.answers.close()

    def _take_output(self, chunk: bytes) -> None:
        self._length += len(chunk)
        self._printed += chunk[: LIMITS.kept_output_bytes - len(self._printed)]


class Pair:
    """Both processes of a check, begun; `close` ends them and all that came of them."""

    def __init__(self, folder: str) -> None:
        self.learner = Peer()
        self.oracle = Peer()
        control, to_control = os.pipe()
        from_status, status = os.pipe()
        self._control = Sink(to_control)
        self._status = Source(from_status, self._take_status)
        self._said = b""
        given = (*self.learner.theirs, *self.oracle.theirs, control, status)
        said = [self.learner.theirs, self.oracle.theirs, control, status]
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-B", "-c", _BOOT, _setup(said)],
                stdin=subprocess.DEVNULL,
                # Whatever goes wrong before there are two of them.
                stdout=self.oracle.theirs[2],
                stderr=self.oracle.theirs[2],
                cwd=folder,
                env=_environ(),
                pass_fds=given,
                start_new_session=True,
            )
        except OSError:
            self._close_pipes()
            raise
        finally:
            for pipe in given:
                os.close(pipe)

    @property
    def how(self) -> Mapping[str, Any]:
        """How the learner's ended, if it has: its "exit" or "signal"; how many it "left"."""
        try:
            said = json.loads(self._said)
        except ValueError:
            return {}
        return said if isinstance(said, dict) else {}

    def turn(self, patience: float) -> None:
        """Wait until something happens on a pipe, at most so many seconds, and see to it."""
        with selectors.DefaultSelector() as selector:
            for source in (self._status, *self._sources()):
                if source.open:
                    selector.register(source.pipe, selectors.EVENT_READ, source)
            for peer in (self.learner, self.oracle):
                if peer.requests.busy:
                    selector.register(peer.requests.pipe, selectors.EVENT_WRITE, peer.requests)
            for key, _ in selector.select(patience):
                key.data.handle()

    def close(self) -> None:
        """End both; `how` and what was `printed` are complete then."""
        if not self._control.open:
            return
        self._control.close()
        try:
            self._process.wait(LIMITS.shutdown_timeout_s)
        except subprocess.TimeoutExpired:
            with suppress(OSError):
                os.killpg(self._process.pid, 9)
            self._process.wait()
        while self._status.open and self._status.handle():
            pass
        self._close_pipes()

    def _sources(self) -> tuple[Source, ...]:
        return tuple(
            pipe for each in (self.learner, self.oracle) for pipe in (each.answers, each.output)
        )

    def _close_pipes(self) -> None:
        for pipe in (self._control, self._status, self.learner, self.oracle):
            pipe.close()

    def _take_status(self, chunk: bytes) -> None:
        self._said += chunk


def _setup(main: Sequence[Any]) -> str:
    """What the first line of the process needs: where modules are, and its pipes."""
    here = str(Path(sandbox.__file__).parent.parent)
    path = [os.path.abspath(entry) for entry in sys.path if entry]  # noqa: PTH100  # of zips too
    return json.dumps({"path": [*path, here], "main": main})


def _environ() -> dict[str, str]:
    """What a program needs to start, and one thread for its matrix products."""
    kept = {name: os.environ[name] for name in _ENVIRON if name in os.environ}
    return {**kept, **dict.fromkeys(VARIABLES, "1")}
