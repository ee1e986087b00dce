"""What the program leaves behind, and whom it talks to: its own folders, and nobody."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HOME = ("cache", "config", "data", "state")
"""The user's own folders, which are all that may be written to."""

AUDITED = """
import json, os, sys
TOLD = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link",
           "os.truncate", "os.chmod", "os.chown", "os.utime", "os.mkfifo")
OUTSIDE = ("subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "pty.",
           "webbrowser.", "urllib.", "http.", "ftplib.", "smtplib.", "socket.connect",
           "socket.bind", "socket.sendto", "socket.sendmsg", "socket.get")
WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC

def hook(event, args):
    told = None
    if event == "open":
        path, mode, flags = args
        if not isinstance(path, int) and (set(mode or "") & set("wax+") or (flags or 0) & WRITE):
            told = ["write", os.path.abspath(os.fsdecode(path))]
    elif event in CHANGES:
        paths = [os.fsdecode(one) for one in args if isinstance(one, (str, bytes, os.PathLike))]
        told = ["write", *map(os.path.abspath, paths)]
    elif event == "socket.__new__" and args[1] not in (1, -1):
        told = ["outside", event, str(args[1:])]
    elif event.startswith(OUTSIDE):
        told = ["outside", event, repr(args)[:200]]
    if told:
        os.write(TOLD, (json.dumps(told) + "\\n").encode())

sys.addaudithook(hook)
"""
"""Tells of every file opened for writing, and of every connection and program."""

COMMANDS = """
import contextlib, io
from sandbox.cli.main import main
from sandbox.labs.data import garments
from sandbox.labs.data.sources import cache_folder
garments.load_or_make(cache_folder(), 0, 60, 20)
few = garments.make(0, 60, 20)
garments.load_or_make = lambda *_: few
for words in (
    "--version", "--help", "list", "list --json", "read 11 --lang ko", "read 4",
    "run weight-decay epochs=2", "run propagation --steps --json", "run penalties",
    "run classifier n_train=50 hidden=8 epochs=1", "explain propagation dJ/dW2 2,1",
    "export classifier n_train=50 --to torch", "data status", "run nothing", "nonsense",
):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        status = main(words.split())
    assert status in (0, 2), (words, said.getvalue())
"""

APP = """
import asyncio
from pathlib import Path
from sandbox.labs.data import garments
from sandbox.ui import log
from tests.monkey.keyboard import Stroke, do
from tests.ui.driving import make_app
few = garments.make(0, 60, 20)
garments.load_or_make = lambda *_: few
log.start_log()

async def press(pilot, *keys):
    for key in keys:
        do(pilot.app, Stroke("key", key))
        await pilot._wait_for_screen()

async def everywhere():
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        for number in (4, 9, 11):
            app.context.routes.lesson(app.context.course.find(str(number)))
            await press(pilot, "n", "v", "space", "tab", "k", "n", "x", "question_mark", "escape")
            while len(app.screen_stack) > 1:
                await app.pop_screen()
        await press(pilot, "slash", *"drop", "escape", "L", "ctrl+p", "escape")
        log.LOGGER.error("on purpose")
        await press(pilot, "q")

asyncio.run(everywhere())
"""


def tree(folder: Path) -> set[str]:
    """Every file below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def audited(program: str, folder: Path) -> tuple[list[str], list[list[str]]]:
    """Run it in a home of its own; the paths that were written to, and what went outside."""
    for name in ("home", "here", "temporary"):
        (folder / name).mkdir()
    environ = {
        **{name: text for name, text in os.environ.items() if not name.startswith("MLP_SANDBOX")},
        "HOME": str(folder / "home"),
        **{f"XDG_{name.upper()}_HOME": str(folder / "home" / name) for name in HOME},
        "TMPDIR": str(folder / "temporary"),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    ended = subprocess.run(
        [sys.executable, "-c", AUDITED + program, str(folder / "told")],
        cwd=folder / "here",
        env=environ,
        capture_output=True,
        text=True,
    )
    assert ended.returncode == 0, ended.stderr
    told = [json.loads(line) for line in (folder / "told").read_text().splitlines()]
    written = [path for kind, *paths in told if kind == "write" for path in paths]
    return written, [rest for kind, *rest in told if kind == "outside"]


@pytest.mark.parametrize(
    ("program", "kept"),
    [
        (COMMANDS, {"cache/mlp-sandbox"}),
        (APP, {"data/mlp-sandbox/progress.json", "state/mlp-sandbox/log/mlp-sandbox.log"}),
    ],
    ids=["commands", "app"],
)
def test_only_the_user_s_own_folders_are_written_to_and_nobody_is_talked_to(
    program: str, kept: set[str], tmp_path: Path
) -> None:
    before = tree(ROOT / "lessons") | tree(ROOT / "sandbox")
    written, outside = audited(program, tmp_path)
    own = tuple(str(tmp_path / "home" / name / "mlp-sandbox") for name in HOME)
    allowed = (*own, *(str(Path(one).parent) for one in own), os.devnull)
    strange = [path for path in written if not path.startswith(own) and path not in allowed]
    assert strange == []
    assert outside == []
    assert written, "the hook must have heard of the cache or the progress"
    assert tree(tmp_path / "here") == tree(tmp_path / "temporary") == set()
    assert kept <= tree(tmp_path / "home")
    assert {name.partition("/")[0] for name in tree(tmp_path / "home")} <= set(HOME)
    assert tree(ROOT / "lessons") | tree(ROOT / "sandbox") == before


def test_nothing_depends_on_the_time_of_day() -> None:
    clock = re.compile(
        r"\btime\.(time|localtime|ctime)\b|\bfrom time import .*\btime\b|\bdatetime\b"
    )
    asks = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "sandbox").rglob("*.py"))
        if clock.search(path.read_text(encoding="utf-8"))
    ]
    assert asks == [], "clocks jump: count, or take time.monotonic()"
