"""What the app sends, and how soon: on a real pseudo-terminal of 80×24, with generous bounds.

`python -m tests.benchmarks line` measures the same against the goals themselves.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.link import Link, begin_training, chosen_knob, cost, echo, rest

APP = ["-m", "sandbox", "--lang", "en"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[object]:
    begun: list[Link] = []

    def begin(*words: str, bps: int = 0, trip: float = 0.0, **environ: str) -> Link:
        begun.append(Link(tmp_path, [*APP, *words], environ, bps, trip))
        return begun[-1]

    yield begin
    for terminal in begun:
        terminal.close()


def test_the_first_screen_help_palette_and_sitting_still(start) -> None:
    terminal = start()
    terminal.until("quit")
    terminal.settle()
    assert len(terminal.sent) < 10_000
    assert rest(terminal, 1.0) == 0
    assert sum(cost(terminal, key) for key in ("?", "\x1b")) < 12_000
    opened = cost(terminal, "\x10")
    assert rest(terminal, 1.0) == 0
    assert opened + cost(terminal, "\x1b") < 12_000


def test_a_line_a_notch_and_a_cell(start) -> None:
    terminal = start("--lesson", "11")
    terminal.until("line 1/24")
    cost(terminal, "\tnv")
    assert max(cost(terminal, key, 0.15) for key in ("\x1b[C", "\x1b[D")) < 2_500
    assert max(cost(terminal, "n", 0.15) for _ in range(4)) < 2_500
    cost(terminal, "k")
    cost(terminal, "\x1b[B\x1b[B")
    assert max(cost(terminal, "\x1b[C", 0.15) for _ in range(3)) < 2_500


def test_a_run_over_ssh_keeps_the_line_free_for_keys(start) -> None:
    terminal = start("--lesson", "9", bps=25_000, trip=0.1, SSH_CONNECTION="here")
    begin_training(terminal)
    before = terminal.sent.count(b"\x1b[?2026h")
    assert rest(terminal, 2.0) < 2 * 8_000
    assert terminal.sent.count(b"\x1b[?2026h") - before <= 12
    waits = [echo(terminal, key, chosen_knob) for key in ("\x1b[A", "\x1b[A", "\x1b[B", "\x1b[B")]
    assert sorted(waits)[1] < 1.5


def test_what_is_drawn_while_nobody_reads_is_not_sent_later(start) -> None:
    """Ten frames a second were drawn; what comes is what the line held, and the last of them."""
    terminal = start("--lesson", "9")
    begin_training(terminal)
    time.sleep(1.5)
    terminal.type(" ")
    time.sleep(0.3)
    assert rest(terminal, 1.0) < 15_000
    assert any("paused" in line for line in terminal.screen.display)


def test_keys_that_are_typed_ahead_reach_what_was_asked_for(start) -> None:
    terminal = start("--lesson", "9")
    terminal.until("page 1/8")
    terminal.settle()
    terminal.type("\tk\x1b[B\x1b[B")
    terminal.until("▸init σ")
