"""The line to a terminal of 80×24, a real pty: what the app sends, and how soon a key shows."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tests.benchmarks.timing import Row
from tests.ui.link import Link, begin_training, chosen_knob, cost, echo, rest

APP = ["-m", "sandbox", "--lang", "en"]
SLOW = {"bps": 25_000, "trip": 0.1}
QUIET = 0.6
"""Seconds without a byte that count as the end of what a key makes."""

KEYS = 24
"""Keys whose echo is timed."""

SESSIONS = 20


def at_most(work: str, got: float, goal: float, detail: str = "") -> Row:
    """A row for a figure, in the unit that its name says."""
    return Row(work, "", got, goal, False, detail)


@contextmanager
def session(*words: str, ssh: bool = False, **line: float) -> Iterator[Link]:
    """The app in a terminal of 80×24, with a home of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {"SSH_CONNECTION": "here"} if ssh else {}
        terminal = Link(Path(folder), [*APP, *words], environ, **line)  # type: ignore[arg-type]
        try:
            yield terminal
        finally:
            terminal.close()


def load() -> str:
    """How busy the machine is meanwhile: latencies mean little where it is."""
    return f"load {os.getloadavg()[0]:.1f}"


def screen_rows() -> Iterator[Row]:
    """The first screen, and what lies over it."""
    with session() as terminal:
        terminal.until("quit")
        terminal.settle(QUIET)
        yield at_most("start-up to the home screen, kB", len(terminal.sent) / 1e3, 20)
        yield at_most("sitting still for 5 s, bytes", rest(terminal, 5.0), 0)
        for name, key in (("help", "?"), ("palette", "\x10")):
            both = cost(terminal, key, QUIET), cost(terminal, "\x1b", QUIET)
            detail = f"{both[0]} + {both[1]}"
            yield at_most(f"opening and closing the {name}, kB", sum(both) / 1e3, 25, detail)


def spent(work: str, terminal: Link, keys: list[str]) -> Row:
    """A row for the dearest of some keys."""
    costs = [cost(terminal, key, QUIET) for key in keys]
    detail = f"median {median(costs):.0f} B: {' '.join(map(str, costs))}"
    return at_most(work, max(costs) / 1e3, 1.5, detail)


def step_rows() -> Iterator[Row]:
    """Small steps, over SSH: a line of a pass, a cell, a notch."""
    with session("--lesson", "11", ssh=True) as terminal:
        terminal.until("line 1/24")
        cost(terminal, "\t", QUIET)
        yield spent("one step in the stepper (graph), kB", terminal, ["n"] * 6)
        cost(terminal, "v", QUIET)
        yield spent("one step in the stepper (steps), kB", terminal, ["n"] * 17)
        yield spent("one cell moved, kB", terminal, ["\x1b[C", "\x1b[D", "\x1b[C"])
        cost(terminal, "k", QUIET)
        cost(terminal, "\x1b[B\x1b[B", QUIET)
        yield spent("one slider notch (stepper), kB", terminal, ["\x1b[C"] * 6)
    with session("--lesson", "9", ssh=True) as terminal:
        terminal.until("epoch 0/100")
        cost(terminal, "\tk", QUIET)
        yield spent("one slider notch (weight decay), kB", terminal, ["\x1b[C"] * 6)


def echoes(terminal: Link, keys: list[str], seen: Callable[[list[str]], object]) -> list[float]:
    """Seconds from each key to its echo, sorted; between them time passes."""
    times = []
    for number in range(KEYS):
        rest(terminal, 0.2 + 0.03 * (number % 7))
        times.append(echo(terminal, keys[number % len(keys)], seen))
    return sorted(times)


def training_rows() -> Iterator[Row]:
    """A run with its curves live: what it sends, and how soon a key shows."""
    up_and_down = ["\x1b[A"] * 4 + ["\x1b[B"] * 4
    with session("--lesson", "9", ssh=True) as terminal:
        begin_training(terminal)
        yield at_most("a live training curve over SSH, kB/s", rest(terminal, 6.0) / 6e3, 8)
    for name, ssh, line, goals in (
        ("25 kB/s, 100 ms", True, SLOW, (400, 1000)),
        ("fast line", False, {}, (30, 100)),
    ):
        with session("--lesson", "9", ssh=ssh, **line) as terminal:
            begin_training(terminal)
            times = echoes(terminal, up_and_down, chosen_knob)
        what = f"key to echo while training, {name}"
        yield at_most(f"{what}, median ms", median(times) * 1e3, goals[0], load())
        yield at_most(f"{what}, worst ms", times[-1] * 1e3, goals[1], load())


def line_number(lines: list[str]) -> str:
    """Where a stepper is, as its top line says: "line 3/24"."""
    return lines[0].partition("line ")[2].partition(" ")[0]


def crowd_rows() -> Iterator[Row]:
    """Twenty sessions at once, each stepping twice a second."""
    with tempfile.TemporaryDirectory() as folder:
        crowd = []
        try:
            for number in range(SESSIONS):
                home = Path(folder) / str(number)
                home.mkdir()
                crowd.append(Link(home, [*APP, "--lesson", "11"]))
            for terminal in crowd:
                terminal.until("line 1/24")
                terminal.settle(0.1)
            times = sorted(crowd_echoes(crowd))
        finally:
            for terminal in crowd:
                terminal.close()
    detail = f"median {median(times) * 1e3:.0f} ms of {len(times)} keys, {load()}"
    what = f"{SESSIONS} sessions stepping: key to echo"
    yield at_most(f"{what}, 95 % of keys, ms", times[int(len(times) * 0.95)] * 1e3, 150, detail)
    yield at_most(f"{what}, worst ms", times[-1] * 1e3, 150, detail)


def crowd_echoes(crowd: list[Link], rounds: int = 10, every: float = 0.5) -> list[float]:
    """Each session is stepped once a round, its echo timed; the keys come evenly, one by one."""
    waiting: dict[Link, tuple[float, str]] = {}
    times: list[float] = []
    begun = time.monotonic()
    due = [
        (begun + (turn + place / len(crowd)) * every, terminal)
        for turn in range(rounds)
        for place, terminal in enumerate(crowd)
    ]
    while due or waiting:
        now = time.monotonic()
        while due and due[0][0] <= now and due[0][1] not in waiting:
            terminal = due.pop(0)[1]
            waiting[terminal] = (time.monotonic(), line_number(terminal.screen.display))
            terminal.type("n")
        for terminal, (typed, before) in list(waiting.items()):
            terminal.read(0.0005)
            if line_number(terminal.screen.display) != before:
                times.append(time.monotonic() - typed)
                del waiting[terminal]
        if not waiting and due:
            time.sleep(max(min(due[0][0] - time.monotonic(), 0.01), 0))
    return times


def rows() -> Iterator[Row]:
    """All rows about the line."""
    yield from screen_rows()
    yield from step_rows()
    yield from training_rows()
    yield from crowd_rows()
