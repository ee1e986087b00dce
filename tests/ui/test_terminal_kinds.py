"""Terminals of every kind: few colours or none, old names, tmux and screen."""

import io
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sandbox.ui.terminal.theme import default, names
from tests.ui.terminal import PATIENCE, ROOT, Terminal

LESSON = ["-m", "sandbox", "--lesson", "11"]
COLOUR = re.compile(rb"\x1b\[(?:[0-9;]*;)?(?:3[0-7]|38|4[0-7]|48|9[0-7]|10[0-7])(?:;[0-9;]*)?m")
MANY = re.compile(rb"\x1b\[[0-9;]*[34]8;[25];")


@pytest.mark.parametrize(
    ("environ", "many", "some"),
    [
        ({"TERM": "xterm", "COLORTERM": ""}, False, True),
        ({"TERM": "linux", "COLORTERM": "", "COLORFGBG": "0;15"}, False, True),
        ({"TERM": "screen", "COLORTERM": ""}, False, True),
        ({"TERM": "screen-256color", "COLORTERM": ""}, True, True),
        ({"TERM": "tmux-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"}, False, False),
    ],
    ids=lambda value: value["TERM"] if isinstance(value, dict) else "",
)
def test_a_step_on_any_terminal(
    tmp_path: Path, environ: dict[str, str], many: bool, some: bool
) -> None:
    terminal = Terminal(tmp_path, LESSON, environ)
    try:
        terminal.until("line 1/24")
        terminal.type("\tvn")
        terminal.until("line 2/24")
        assert bool(MANY.search(terminal.sent)) == many
        assert bool(COLOUR.search(terminal.sent)) == some
        terminal.type("\x11")
        assert terminal.end() == 0
    finally:
        terminal.close()


def test_the_theme_where_none_was_chosen() -> None:
    class Tty(io.StringIO):
        def isatty(self) -> bool:
            return True

    for system in ("truecolor", "256", None):
        assert default(Tty(), system, {}) == "dark"
    assert default(io.StringIO(), "standard", {}) == "dark"
    assert default(Tty(), "standard", {}) == "ansi-dark"
    assert default(Tty(), "standard", {"COLORFGBG": "15;0"}) == "ansi-dark"
    assert default(Tty(), "standard", {"COLORFGBG": "0;default;15"}) == "ansi-light"
    assert {"ansi-dark", "ansi-light", "dark"} <= set(names())


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
def test_in_tmux_with_keys_mouse_and_another_size(tmp_path: Path) -> None:
    server = ["tmux", "-S", str(tmp_path / "socket"), "-f", "/dev/null"]
    environ = {
        "HOME": str(tmp_path), "MLP_SANDBOX_HOME": str(tmp_path), "LANG": "C.UTF-8",
        "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "TERM": "xterm-256color",
    }  # fmt: skip

    def tmux(*words: str) -> str:
        return subprocess.run(
            [*server, *words], env=environ, capture_output=True, text=True, check=True
        ).stdout

    def until(text: str) -> None:
        end = time.monotonic() + PATIENCE
        while text not in (shown := tmux("capture-pane", "-p")):
            assert time.monotonic() < end, shown
            time.sleep(0.05)

    tmux("new-session", "-d", "-x", "80", "-y", "24", sys.executable, *LESSON)
    try:
        until("line 1/24")
        tmux("send-keys", "Tab", "n", "n")
        until("line 3/24")
        # A click on `n next` in the last line.
        at = tmux("capture-pane", "-p").splitlines()[23].index("n next") + 1
        tmux("send-keys", "-l", f"\x1b[<0;{at};24M\x1b[<0;{at};24m")
        until("line 4/24")
        tmux("resize-window", "-x", "50", "-y", "10")
        until("too small")
        tmux("resize-window", "-x", "120", "-y", "36")
        until("page 1/8 · line 4/24")
        tmux("send-keys", "C-q")
        end = time.monotonic() + PATIENCE
        while (
            subprocess.run([*server, "has-session"], env=environ, capture_output=True).returncode
            == 0
        ):
            assert time.monotonic() < end
            time.sleep(0.05)
    finally:
        subprocess.run([*server, "kill-server"], env=environ, capture_output=True, check=False)
