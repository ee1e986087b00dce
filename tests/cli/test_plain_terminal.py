"""`--plain` at a terminal: a prompt, a history, signals; lines are appended and nothing else."""

import json
import os
import signal
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.terminal import PATIENCE, Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    environ = {"MLP_SANDBOX_HOME": str(tmp_path), "TERM": "dumb"}
    begun = Terminal(tmp_path, ["-m", "sandbox", "--plain", "--lang", "en"], environ)
    begun.until("16. Free play")
    begun.until("> ")
    yield begun
    begun.close()


def ask(terminal: Terminal, line: str, answer: str) -> None:
    """A line, its answer, and the next prompt: what comes before that is echoed as it stands."""
    terminal.type(f"{line}\n")
    terminal.until(answer)
    prompted(terminal)


def prompted(terminal: Terminal) -> None:
    end = time.monotonic() + PATIENCE
    while not terminal.sent.endswith(b"> "):
        assert time.monotonic() < end, terminal.sent[-200:]
        terminal.read(0.05)


def test_lines_are_asked_for_edited_and_had_again_and_ctrl_d_leaves(terminal: Terminal) -> None:
    ask(terminal, "11", "8 pages")
    ask(terminal, "2", "Type step")
    ask(terminal, "step", "line 2 of 24")
    ask(terminal, "\x1b[A", "line 3 of 24")
    ask(terminal, "stp\x7fep", "line 4 of 24")
    terminal.type("\x03")
    terminal.until("Type quit to leave.")
    prompted(terminal)
    terminal.type("\x04")
    assert terminal.end() == 0
    assert termios.tcgetattr(terminal.fd)[:4] == terminal.attributes[:4]
    text = terminal.sent.decode()
    # The line being typed is readline's; what is said has no control characters at all.
    said = [line for line in text.split("\r\n") if not line.startswith("> ")]
    assert all(line.isprintable() for line in said)
    assert "\x1b[?2004" not in text


def test_ctrl_c_stops_a_run_where_it_is(terminal: Terminal) -> None:
    ask(terminal, "lesson 1", "pages. Type a number")
    ask(terminal, "2", "Type step")
    terminal.type("run 100000\n")
    terminal.settle(0.5)
    terminal.type("\x03")
    terminal.until("Stopped.")
    prompted(terminal)
    terminal.type("quit\n")
    assert terminal.end() == 0


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_leaves_with_progress_kept(
    terminal: Terminal, tmp_path: Path, number: int, status: int
) -> None:
    ask(terminal, "lesson 11", "8 pages")
    ask(terminal, "5", "Page 5 of 8")
    terminal.settle()
    os.kill(terminal.pid, number)
    assert terminal.end() == status
    assert termios.tcgetattr(terminal.fd)[:4] == terminal.attributes[:4]
    kept = json.loads((tmp_path / "progress.json").read_text())
    assert kept["courses"]["built-in"]["pages"] == {"11-propagation": [4]}
