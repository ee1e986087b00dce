"""The exercise screen on a real pseudo-terminal: other editors, sudden ends, escape and letters."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.terminal import Terminal
from tests.ui.working import PRACTICE

APP = f"""
import sys
from pathlib import Path
from sandbox.ui.app.launch import run_app
from sandbox.ui.options import Options
{{before}}
sys.exit(run_app(Options(course=Path({str(PRACTICE)!r}), lesson="1")))
"""


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[object]:
    """The editor of the first exercise, a letter typed into it."""
    begun: list[Terminal] = []

    def start(before: str = "", **environ: str) -> Terminal:
        terminal = Terminal(tmp_path, ["-c", APP.format(before=before)], environ)
        begun.append(terminal)
        terminal.until("asks nothing")
        terminal.type("]")
        terminal.until("Exercise: relu")
        terminal.type("e")
        terminal.until("leave editor")
        terminal.until("return np.asarray(x)")
        terminal.type("#")
        terminal.until("unsaved")
        return terminal

    yield start
    for terminal in begun:
        terminal.close()


def text(progress_file: Path) -> str:
    """What the learner's file says."""
    (file,) = progress_file.parent.rglob("relu.py")
    return file.read_text()


def test_another_editor_has_the_terminal_and_what_it_writes_is_read(
    begin, progress_file: Path, tmp_path: Path
) -> None:
    script = tmp_path / "an editor.py"
    script.write_text(
        "import os, signal, sys\n"
        "print('here I am')\n"
        "os.kill(os.getppid(), signal.SIGINT)\n"
        "file = sys.argv[-1]\n"
        "before = open(file).read()\n"
        "open(file, 'w').write(before + input('line: ') + '\\n')\n"
    )
    terminal = begin(EDITOR=f"{sys.executable} '{script}' -w", VISUAL="")
    terminal.type("\x1b[17~")
    terminal.until("line:")
    terminal.type("y = 7\r")
    terminal.until("A check runs Python from")
    assert any("y = 7" in line for line in terminal.screen.display)
    assert text(progress_file).endswith("return np.asarray(x)#\ny = 7\n")
    terminal.type("nq")
    terminal.until("#q")
    terminal.type("\x11")
    assert terminal.end() == 0


def test_a_line_that_breaks_keeps_what_was_typed(begin, progress_file: Path) -> None:
    terminal = begin()
    os.kill(terminal.pid, signal.SIGHUP)
    assert terminal.end() == 128 + signal.SIGHUP
    assert text(progress_file).endswith("return np.asarray(x)#\n")


def test_and_so_does_an_end_by_force(begin, progress_file: Path) -> None:
    terminal = begin(
        before="import time\n"
        "from sandbox.ui.terminal import shutdown\n"
        "from sandbox.ui.screens.exercise.screen import ExerciseScreen\n"
        "shutdown.PATIENCE = 0.2\n"
        "ExerciseScreen.action_hint = lambda self: time.sleep(60)"
    )
    terminal.type("\x1b[13~")
    terminal.settle()
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.end() == 128 + signal.SIGTERM
    assert text(progress_file).endswith("return np.asarray(x)#\n")


def test_and_so_does_a_crash(begin, progress_file: Path) -> None:
    terminal = begin(
        before="from sandbox.ui.screens.exercise.screen import ExerciseScreen\n"
        "ExerciseScreen.action_hint = lambda self: 1 // 0"
    )
    terminal.type("\x1b[13~")
    assert terminal.end() == 1
    assert text(progress_file).endswith("return np.asarray(x)#\n")


def test_escape_and_a_letter_in_one_are_no_text(begin) -> None:
    terminal = begin()
    terminal.type("\x1bh")
    terminal.settle()
    terminal.type("e한글")
    terminal.until("#한글")
    before = len(terminal.sent)
    terminal.type("x")
    terminal.until("#한글x")
    terminal.settle()
    assert len(terminal.sent) - before < 400
