"""The app on a real pseudo-terminal: how it starts, what it sends, how it ends."""

import os
import signal
from pathlib import Path

import pytest

from tests.ui.terminal import LEFT, assert_restored


def test_it_starts_with_few_bytes_sits_still_with_none_and_quits_with_0(start) -> None:
    terminal = start()
    terminal.until("quit")
    terminal.settle()
    assert len(terminal.sent) < 20_000
    assert terminal.settle(1.0) == 0
    terminal.type("q")
    assert terminal.end() == 0
    assert_restored(terminal)


def test_what_the_terminal_shows_is_what_was_drawn(start) -> None:
    terminal = start('lesson="11"')
    terminal.until("line 1/24")
    for keys in ("\t", "n", "n", "v", "n", "L", "k", "\x1b[B", "k", "?", "\x1b"):
        terminal.type(keys)
        terminal.settle(0.15)
    drawn = list(terminal.screen.display)
    terminal.type("\x0c")
    assert terminal.settle() > 1000
    assert terminal.screen.display == drawn


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_restores_the_terminal(start, number: int, status: int) -> None:
    terminal = start('lesson="9"')
    terminal.until("epoch 0/100")
    terminal.type(" ")
    os.kill(terminal.pid, number)
    assert terminal.end() == status
    assert_restored(terminal)


def test_a_crash_restores_the_terminal_and_names_the_log(start, tmp_path: Path) -> None:
    before = (
        "from sandbox.ui.screens.home import LessonList\n"
        "def fail(self): raise ZeroDivisionError('on purpose')\n"
        "LessonList.action_down = fail\n"
    )
    terminal = start(before=before)
    terminal.until("quit")
    terminal.type("\x1b[B")
    assert terminal.end() == 1
    assert_restored(terminal)
    said = b"".join(terminal.sent.split(LEFT[0])[-1].splitlines())
    (log,) = tmp_path.rglob("*.log")
    assert str(log).encode() in said
    assert b"Traceback" not in said
    assert "on purpose" in log.read_text()


@pytest.mark.parametrize(
    ("options", "environ", "said"),
    [
        ("", {"TERM": "dumb"}, "TERM"),
        ('theme="pink"', {}, "no theme pink"),
        ('lesson="propagaton"', {}, "propagation"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(start, options, environ, said) -> None:
    terminal = start(options, **environ)
    assert terminal.end() == 2
    text = terminal.sent.decode("latin-1")
    assert said in text
    assert "Traceback" not in text
    assert "\x1b[" not in text


def test_two_lessons_in_ascii_send_no_box_drawing(start) -> None:
    terminal = start('lesson="9", ascii=True')
    terminal.until("epoch 0/100")
    terminal.type("\tvv")
    terminal.settle()
    text = "\n".join(terminal.screen.display)
    assert not set(text) & set("─│╭╮╰╯┃━┏┓●▸▶")
