"""Whatever ends the app: the terminal is restored, progress kept, the exit status right."""

import os
import signal
import time
from pathlib import Path

import pytest

from sandbox.course.progress.record import decode
from tests.ui.terminal import LEFT, Start, Terminal, assert_restored

SHELL = """
import os, signal
app = os.fork()
if app:
    os.setpgid(app, app)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    os.tcsetpgrp(0, app)
    while True:
        _, status, used = os.wait4(app, os.WUNTRACED)
        if not os.WIFSTOPPED(status):
            with open(os.environ["HOME"] + "/used", "w") as file:
                file.write(str(used.ru_utime + used.ru_stime))
            os._exit(os.waitstatus_to_exitcode(status) % 256)
        os.tcsetpgrp(0, os.getpgrp())
        os.write(1, b"[1]+ Stopped")
        while os.read(0, 1) != b"f":
            pass
        os.tcsetpgrp(0, app)
        os.killpg(app, signal.SIGCONT)
while os.getpgrp() != os.getpid():
    pass
"""
"""What a shell does for the program in the foreground: `f` and enter is its `fg`."""

FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
"""No file takes a byte, as on a full disk."""

FAILING = (
    "from sandbox.ui.screens.home import LessonList\n"
    "def fail(self): raise ZeroDivisionError('on purpose')\n"
    "LessonList.action_down = fail\n"
)

HOMELESS = (
    "import os, pwd\n"
    "def nobody(uid): raise KeyError(uid)\n"
    "pwd.getpwuid = nobody\n"
    "for name in ('HOME', 'MLP_SANDBOX_HOME', 'XDG_STATE_HOME'): os.environ.pop(name, None)\n"
)
"""No HOME, and nobody in the list of users either."""


def pages_read(folder: Path, lesson: str = "09-weight-decay") -> frozenset[int]:
    """What the file of progress says."""
    saved = decode((folder / "progress" / "progress.json").read_bytes())
    return saved.course("built-in").read(lesson)


def training(terminal: Terminal) -> Terminal:
    """Lesson 9 at its second page, with a run that goes on."""
    terminal.until("epoch 0/100")
    terminal.type("] ")
    terminal.until("page 2/8")
    return terminal


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGQUIT, 131)])
def test_a_signal_in_a_run_restores_the_terminal_and_keeps_the_place(
    start: Start, tmp_path: Path, number: int, status: int
) -> None:
    terminal = training(start('lesson="9"'))
    os.kill(terminal.pid, number)
    assert terminal.end() == status
    assert_restored(terminal)
    assert pages_read(tmp_path) == {0, 1}
    assert not (tmp_path / "state").exists()


def test_a_terminal_that_is_gone_ends_the_app_soon_where_no_signal_does(
    start: Start, tmp_path: Path
) -> None:
    terminal = training(start('lesson="9"', before=SHELL))
    begun = time.monotonic()
    terminal.hang_up()
    assert terminal.wait() == 129
    assert time.monotonic() - begun < 5
    # All of it, with loading and training: an app that spins would take 3 seconds for that alone.
    assert float((tmp_path / "used").read_text()) < 4
    assert pages_read(tmp_path) == {0, 1}
    assert not (tmp_path / "state").exists()


def test_a_terminal_that_takes_nothing_any_more_holds_nobody(start: Start, tmp_path: Path) -> None:
    terminal = training(start('lesson="9"'))
    for _ in range(60):
        terminal.type("L][")
        time.sleep(0.01)
    begun = time.monotonic()
    os.kill(terminal.pid, signal.SIGTERM)
    assert terminal.wait() == 143
    assert time.monotonic() - begun < 6
    assert pages_read(tmp_path) >= {0, 1}


def test_ctrl_z_gives_the_shell_its_terminal_and_fg_brings_the_screen_back(start: Start) -> None:
    terminal = start('lesson="11"', before=SHELL)
    terminal.until("line 1/24")
    terminal.settle(1)
    drawn = list(terminal.screen.display)
    for _ in range(2):
        before = len(terminal.sent)
        terminal.type("\x1a")
        terminal.until("Stopped")
        sent, shell, _ = terminal.sent[before:].partition(b"[1]+ Stopped")
        assert shell
        assert all(sequence in sent for sequence in LEFT)
        assert_restored(terminal)
        terminal.type("f\n")
        terminal.until("line 1/24")
        terminal.settle()
        assert terminal.screen.display == drawn
    terminal.type("\tn")
    terminal.until("line 2/24")
    terminal.type("q")
    assert terminal.end() == 0
    assert_restored(terminal)


def test_ctrl_c_and_ctrl_z_without_a_shell_end_nothing_and_say_how_to_leave(start: Start) -> None:
    terminal = start('lesson="11"')
    terminal.until("line 1/24")
    terminal.type("\x03")
    terminal.until("q  quit")
    terminal.type("\x1a")
    terminal.until("no shell here")
    terminal.type("\x03\x03\tn")
    terminal.until("line 2/24")
    terminal.type("q")
    assert terminal.end() == 0


def test_without_a_home_it_says_so_and_leaves_nothing_anywhere(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    terminal = start(before=HOMELESS + FAILING)
    terminal.until("quit")
    terminal.until("HOME")
    terminal.type("\x1b[B")
    assert terminal.end() == 1
    assert_restored(terminal)
    assert b"no log of it could be written: ZeroDivisionError: on purpose" in terminal.sent
    assert list((tmp_path / "here").iterdir()) == []


def test_on_a_full_disk_progress_lasts_as_long_as_the_app_and_a_crash_is_said(
    start: Start, tmp_path: Path
) -> None:
    terminal = start(before=FULL + FAILING)
    terminal.until("quit")
    terminal.type("9\r")
    terminal.until("epoch 0/100")
    terminal.until("cannot be saved (File")
    terminal.type("\x1b")
    terminal.until("1/8")
    terminal.type("\x1b[B")
    assert terminal.end() == 1
    assert_restored(terminal)
    assert b"no log of it could be written: ZeroDivisionError: on purpose" in terminal.sent
    assert not (tmp_path / "progress" / "progress.json").exists()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no folder that nobody can write to")
def test_a_home_that_cannot_be_written_to_is_survived(start: Start) -> None:
    terminal = start('lesson="9"', MLP_SANDBOX_HOME="/proc/self/home")
    terminal.until("epoch 0/100")
    terminal.until("cannot be saved (No")
    terminal.type("q")
    assert terminal.end() == 0
    assert_restored(terminal)


def test_two_sessions_at_once_both_keep_what_was_read(start: Start, tmp_path: Path) -> None:
    first, second = start('lesson="9"'), start('lesson="11"')
    first.until("epoch 0/100")
    second.until("line 1/24")
    for _ in range(2):
        first.type("]")
        second.type("]")
    first.until("page 3/8")
    second.until("page 3/8")
    for terminal in (first, second):
        terminal.type("q")
        assert terminal.end() == 0
    assert pages_read(tmp_path) == pages_read(tmp_path, "11-propagation") == {0, 1, 2}
