"""A terminal at the end of a slow line, as ssh makes one, and what a key costs there."""

import os
import select
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from tests.ui.terminal import Terminal

SYNC_ASKED, SYNC_KNOWN = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
"""Whether the terminal can show a frame at once, and that it can."""

BUFFER = 65_536
"""Bytes that the near end of the line holds: sshd reads ahead, so that a program never waits."""

Lines = list[str]


class Link(Terminal):
    """Python in a terminal behind a line of so many bytes a second and seconds of a round trip.

    0: as fast as it goes. A modern terminal: true colour, and frames shown at once.
    """

    def __init__(
        self,
        home: Path,
        command: list[str],
        environ: dict[str, str] | None = None,
        bps: int = 0,
        trip: float = 0.0,
    ) -> None:
        self._bps, self._trip = bps, trip
        self._typed: deque[tuple[float, bytes]] = deque()
        self._held: deque[tuple[float, bytes]] = deque()
        self._free_at = 0.0
        super().__init__(
            home,
            command,
            {"COLORTERM": "truecolor", "MLP_SANDBOX_HOME": str(home), **(environ or {})},
        )

    def type(self, text: str) -> None:
        """On its way to the program."""
        self._typed.append((time.monotonic() + self._trip / 2, text.encode()))
        self._pass_on()

    def read(self, wait: float) -> int | None:
        """Bytes shown within that time; None at the end."""
        until = time.monotonic() + wait
        while True:
            if not self._take(min(0.005, wait)) and not self._held:
                return None
            self._pass_on()
            shown = 0
            while self._held and self._held[0][0] <= time.monotonic():
                shown += self._show(self._held.popleft()[1])
            if shown or time.monotonic() >= until:
                return shown

    def _take(self, wait: float) -> bool:
        """Read what the near end has room for; False at the end."""
        if sum(len(data) for _, data in self._held) >= BUFFER:
            time.sleep(wait)
            return True
        if not select.select([self.fd], [], [], wait)[0]:
            return True
        try:
            data = os.read(self.fd, 4096)
        except OSError:
            data = b""
        if SYNC_ASKED in data:
            self.type(SYNC_KNOWN.decode())
        for start in range(0, len(data), 512):
            piece = data[start : start + 512]
            time_taken = len(piece) / self._bps if self._bps else 0.0
            self._free_at = max(self._free_at, time.monotonic()) + time_taken
            self._held.append((self._free_at + self._trip / 2, piece))
        return bool(data)

    def _pass_on(self) -> None:
        while self._typed and self._typed[0][0] <= time.monotonic():
            os.write(self.fd, self._typed.popleft()[1])


def cost(terminal: Terminal, key: str, quiet: float = 0.3) -> int:
    """Bytes that a key makes the program send; it shows something within seconds."""
    terminal.type(key)
    first, patience = 0, time.monotonic() + 5
    while not first and time.monotonic() < patience:
        first = terminal.read(0.02) or 0
    return first + terminal.settle(quiet)


def echo(terminal: Terminal, key: str, seen: Callable[[Lines], object]) -> float:
    """Seconds from a key until what one sees is another."""
    before = seen(terminal.screen.display)
    start = time.monotonic()
    terminal.type(key)
    while seen(terminal.screen.display) == before:
        if time.monotonic() - start > 20 or terminal.read(0.02) is None:
            raise AssertionError(f"{key!r} shows nothing:\n" + "\n".join(terminal.screen.display))
    return time.monotonic() - start


def rest(terminal: Terminal, seconds: float) -> int:
    """Go on reading for so long; how much came."""
    end, total = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        total += terminal.read(0.02) or 0
    return total


def chosen_knob(lines: Lines) -> int:
    """The row of the knob at hand, -1 where none is shown."""
    return next((y for y, line in enumerate(lines) if "▸" in line[40:]), -1)


def begin_training(terminal: Terminal) -> None:
    """From lesson 9 to its curves, live, beside the knobs, for as long as the lab allows."""
    terminal.until("page 1/8")
    terminal.type("]")
    terminal.until("page 2/8")
    terminal.type("\t")
    terminal.until("epoch 0/100")
    terminal.type("k")
    terminal.until("▸")
    for _ in range(4):
        echo(terminal, "\x1b[B", chosen_knob)
    terminal.type("10000\r")
    terminal.until("0/10000")
    terminal.type(" ")
    terminal.until("running")
