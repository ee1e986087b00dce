"""A course, a file and names full of commands to a terminal: the app shows them, and obeys none."""

import re
from pathlib import Path

import pytest

from sandbox.course.learner_files import Workplace
from sandbox.course.progress import Store, course_key
from sandbox.course.trust import code_digest
from tests.hostile import ALL, NAMED, commands, course
from tests.ui.terminal import Terminal

ONE_LINE = NAMED.replace("\u2028", "").replace("\u2029", "")

APP = """
import sys
from pathlib import Path
from sandbox.ui.app.launch import run_app
from sandbox.ui.options import Options
sys.exit(run_app(Options(course=Path(sys.argv[1]))))
"""

OURS = re.compile(r"\x1b(?:\[[0-9;?<>=$]*[A-Za-z~]|[78=>]|\]22;[a-z]+\x07)|\r")
"""What Textual and the app send of their own: nothing else begins with an escape."""


def test_every_screen(tmp_path: Path) -> None:
    folder, home = course(tmp_path / f"c{NAMED}"), tmp_path / f"h{NAMED}"
    home.mkdir()
    Store(home / "progress.json").update(
        lambda was: was.trusting(course_key(folder), code_digest(folder))
    )
    work = Workplace.of(folder, home / "progress.json").folder / "01-practice" / "relu.py"
    work.parent.mkdir(parents=True)
    work.write_text(f"print({ALL!r})\ndef relu(x):\n    raise ValueError({ALL!r})  # {ONE_LINE}\n")
    terminal = Terminal(tmp_path, ["-c", APP, str(folder)], {"MLP_SANDBOX_HOME": str(home)})
    try:
        terminal.until("␛[2J")
        for key, seen in (
            ("\r", "This page"), ("a", "a␛"), ("j", "x␛"), ("]", "2/4"), ("e", "ValueError"),
            ("\x1b[15~", "Not yet"), ("\x1b", "esc lesson"), ("\x1b", "2/4"), ("/", "esc"),
            ("pra", "Pra"),
        ):  # fmt: skip
            terminal.type(key)
            terminal.until(seen)
            terminal.settle()
        terminal.type("\x1b")
    finally:
        terminal.close()
    sent = OURS.sub("", terminal.sent.decode())
    assert sent.count("␛]0;T␇") > 4
    assert commands(sent) == set()
    assert "\x1b[2J" not in terminal.sent.decode()[2000:]


@pytest.mark.parametrize("title", ["[red]a", "[/]", "a [b"])
async def test_brackets_in_a_title_are_brackets(tmp_path: Path, title: str) -> None:
    from sandbox.ui.app.app import SandboxApp
    from sandbox.ui.options import Options

    folder = course(tmp_path / "course", "w")
    page = folder / "01-practice" / "en.md"
    page.write_text(page.read_text().replace("# Practice", f"# {title}", 1))
    app = SandboxApp(Options(course=folder, store=Store(tmp_path / "progress.json")))
    async with app.run_test(size=(80, 24)) as pilot:
        app.context.routes.lesson(app.context.course.lessons[0])
        for _ in range(100):
            await pilot.pause(0.05)
            shown = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
            if "asks nothing" in shown:
                break
        assert f" {title} " in shown
