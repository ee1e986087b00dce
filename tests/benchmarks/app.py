"""The app in a real terminal, the command line and the data, against the least they could cost."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from sandbox.labs.data.garments import load_or_make, make
from tests.benchmarks.timing import Row, interleaved, seconds, within
from tests.ui.terminal import ROOT, Terminal

BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("Lessons")

Bare().run()
"""
APP = ["-m", "sandbox"]
PAGE = os.sysconf("SC_PAGE_SIZE")


def first_paint(home: Path, command: list[str]) -> float:
    """Seconds until the word is on the screen."""
    start = time.perf_counter()
    terminal = Terminal(home, command, {})
    terminal.until("Lessons")
    taken = time.perf_counter() - start
    terminal.close()
    return taken


def start_row(home: Path) -> Row:
    """Start to first paint of the home screen."""
    pairs = [(first_paint(home, APP), first_paint(home, ["-c", BARE])) for _ in range(7)]
    ours, bare = (median(one) for one in zip(*pairs, strict=True))
    return within("start to first paint of the home screen", "a bare Textual app", 1.6, ours, bare)


def version_row() -> Row:
    """`--version`, as installed: `-m sandbox` looks for the package in the same way."""

    def run(*words: str) -> None:
        subprocess.run([sys.executable, *words], check=True, capture_output=True, cwd=ROOT)

    ours, bare = interleaved(
        lambda: run("-m", "sandbox", "--version"), lambda: run("-c", "pass"), 15
    )
    return within("mlp-sandbox --version", "python -c pass", 3, ours, bare)


def screen_seconds(terminal: Terminal) -> float:
    """The lab's own metric, as the screen has it."""
    text = " ".join(terminal.screen.display)
    return float(text.split("seconds ")[1].split()[0])


def training_row(home: Path) -> Row:
    """Ten epochs of the lecture's classifier with the app drawing, and without a screen."""
    environ = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    command = [sys.executable, "-m", "sandbox", "run", "classifier", "data=garments", "--json"]
    pairs = []
    for _ in range(3):
        plain = subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, check=True)
        terminal = Terminal(home, [*APP, "--lesson", "4"], {"XDG_CACHE_HOME": str(home / "cache")})
        terminal.until("epoch 0/10")
        terminal.type("\t")
        terminal.until("seconds")
        terminal.type(" ")
        terminal.until("10/10")
        terminal.settle()
        pairs.append((screen_seconds(terminal), json.loads(plain.stdout)["metrics"]["seconds"]))
        terminal.close()
    drawn, alone = (median(one) for one in zip(*pairs, strict=True))
    return Row(
        "training with the app open and drawing", "the same without a screen",
        alone / drawn, 0.9, True, f"{drawn:.2f} s / {alone:.2f} s",
    )  # fmt: skip


def resting_rows(home: Path) -> Iterator[Row]:
    """A session that sits on the home screen: memory, and its share of a core."""
    terminal = Terminal(home, APP, {})
    terminal.until("Lessons")
    terminal.settle()
    process = Path(f"/proc/{terminal.pid}")
    ticks = os.sysconf("SC_CLK_TCK")

    def used() -> float:
        user, system = (process / "stat").read_text().split()[13:15]
        return (int(user) + int(system)) / ticks

    before = used()
    time.sleep(10)
    share = (used() - before) / 10 * 100
    megabytes = int((process / "statm").read_text().split()[1]) * PAGE / 1e6
    terminal.close()
    yield Row("a session on the home screen, MB", "", megabytes, 80, False, "")
    yield Row("a session on the home screen, % of a core", "", share, 0.5, False, "")


def peak_row(home: Path) -> Row:
    """The memory of a process that draws, caches and trains on all 60 000 pictures.

    VmHWM and not getrusage's peak: that one a process inherits from whoever started it.
    """
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from sandbox.cli.main import main\n"
        "main(['run', 'classifier', 'data=garments', 'epochs=1', '--json'])\n"
        "status = Path('/proc/self/status').read_text()\n"
        "print(status.split('VmHWM:')[1].split()[0], file=sys.stderr)\n"
    )
    environ = {**os.environ, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache")}
    ran = subprocess.run(
        [sys.executable, "-c", code], env=environ, cwd=ROOT, capture_output=True, check=True
    )
    return Row(
        "training on 60 000 pictures, peak MB",
        "",
        int(ran.stderr.split()[-1]) * 1024 / 1e6,
        600,
        False,
        "",
    )


def garments_rows(home: Path) -> Iterator[Row]:
    """Drawing the pictures, and having them from the cache."""
    drawn = min(seconds(make) for _ in range(3))
    yield Row("making garments, 60 000 + 10 000, s", "", drawn, 3, False, "")
    load_or_make(home / "garments")
    kept = min(seconds(lambda: load_or_make(home / "garments")) for _ in range(5))
    yield Row("garments from the cache, s", "", kept, 0.3, False, "")


def rows() -> Iterator[Row]:
    """All rows about the app."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        yield start_row(home)
        yield version_row()
        yield from garments_rows(home)
        yield peak_row(home)
        yield training_row(home)
        yield from resting_rows(home)
