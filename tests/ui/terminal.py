"""A real pseudo-terminal of 80×24, and what a program shows in it."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

import sandbox

ROOT = Path(sandbox.__file__).parent.parent
PATIENCE = 20.0

# Private sequences that pyte would print.
UNKNOWN = re.compile(
    rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\[[0-9;]*[tq]|\x1b\][^\x07]*\x07"
)


LEFT = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1003l", b"\x1b[?2004l")
"""What restores the terminal: screen, cursor, mouse, paste."""

APP = """
import sys
from sandbox.ui.app.launch import run_app
from sandbox.ui.options import Options
sys.exit(run_app(Options({options})))
"""

Start = Callable[..., "Terminal"]


class Terminal:
    """Python with some arguments in a terminal of 80×24."""

    def __init__(self, home: Path, command: list[str], environ: dict[str, str]) -> None:
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""
        self.status: int | None = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.pop("SSH_CONNECTION", None)
            os.environ.pop("NO_COLOR", None)
            os.environ.update(
                {
                    "TERM": "xterm-256color",
                    "LANG": "C.UTF-8",
                    "HOME": str(home),
                    "PYTHONPATH": str(ROOT),
                    "XDG_STATE_HOME": str(home / "state"),
                    **environ,
                }
            )
            os.execv(sys.executable, [sys.executable, *command])
        self.attributes = termios.tcgetattr(self.fd)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))

    def read(self, wait: float) -> int | None:
        """Bytes read within that time; None at the end."""
        if not select.select([self.fd], [], [], wait)[0]:
            return 0
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            data = b""
        return self._show(data) if data else None

    def _show(self, data: bytes) -> int:
        """Draw what the program has sent; how much it was."""
        self.sent += data
        self._stream.feed(UNKNOWN.sub(b"", data))
        return len(data)

    def until(self, text: str) -> None:
        """Read until the screen says that."""
        end = time.monotonic() + PATIENCE
        while not any(text in line for line in self.screen.display):
            if time.monotonic() > end or self.read(0.05) is None:
                raise AssertionError(f"{text!r} did not come:\n" + "\n".join(self.screen.display))

    def settle(self, quiet: float = 0.3) -> int:
        """Read until nothing has come for that long; how much came."""
        total, last = 0, time.monotonic()
        while time.monotonic() - last < quiet:
            got = self.read(0.02)
            if got:
                total, last = total + got, time.monotonic()
        return total

    def type(self, text: str) -> None:
        os.write(self.fd, text.encode())

    def end(self) -> int:
        """Read until it has ended; its exit status."""
        limit = time.monotonic() + PATIENCE
        while self.status is None:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > limit:
                raise AssertionError("it does not end")
        while self.read(0.05):
            pass
        return self.status

    def hang_up(self) -> None:
        """Close the terminal's other end."""
        os.close(self.fd)
        self.fd = -1

    def wait(self) -> int:
        """Wait for the end without reading; the exit status."""
        limit = time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
                return self.status
            time.sleep(0.02)
        raise AssertionError("it does not end")

    def close(self) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.fd >= 0:
            os.close(self.fd)


def assert_restored(terminal: Terminal) -> None:
    """The terminal is as the app found it."""
    for sequence in LEFT:
        assert sequence in terminal.sent
    assert termios.tcgetattr(terminal.fd)[:4] == terminal.attributes[:4]
