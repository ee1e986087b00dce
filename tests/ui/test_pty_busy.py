"""Leaving while a thread computes: at once, the terminal restored, the right status."""

import os
import signal
import time
from pathlib import Path

import numpy as np
import pytest

from sandbox.labs.data import idx
from sandbox.labs.data.sources import FILES
from tests.ui.terminal import Start, Terminal, assert_restored

LAB = """# Wide

```lab classifier
hidden = "4096,4096"
batch = "600"
```
"""

COURSE = """[[lesson]]
id = "01-wide"
title.en = "Wide"
title.ko = "넓게"
summary.en = "Wide."
summary.ko = "넓게."
"""

SLOW = """
from sandbox.labs import lab
def choose(*_):
    import numpy as np
    wide = np.ones((4096, 4096))
    while True:
        wide @ wide
lab.choose = choose
"""
"""Data that is never ready."""

ENDS = [("q", 0), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]


@pytest.fixture
def options(tmp_path: Path) -> str:
    """The lesson's, with its data."""
    lesson = tmp_path / "course" / "01-wide"
    lesson.mkdir(parents=True)
    (lesson / "en.md").write_text(LAB)
    (lesson / "ko.md").write_text(LAB)
    (lesson.parent / "course.toml").write_text(COURSE)
    rng = np.random.default_rng(0)
    for name in FILES:
        shape = (600, 28, 28) if "images" in name else (600,)
        idx.write(tmp_path / name, rng.integers(0, 10, shape, np.uint8), compress=False)
    return (
        f"lesson='1', course=__import__('pathlib').Path({str(lesson.parent)!r}), "
        f"data=__import__('pathlib').Path({str(tmp_path)!r})"
    )


def leave(terminal: Terminal, how: str | int) -> int:
    if isinstance(how, str):
        terminal.type(how)
    else:
        os.kill(terminal.pid, how)
    return terminal.end()


@pytest.mark.parametrize(("how", "status"), ENDS)
def test_in_the_middle_of_a_long_product(
    start: Start, options: str, how: str | int, status: int
) -> None:
    terminal = start(options)
    terminal.until("epoch 0/")
    terminal.type(" ")
    terminal.settle(1.0)
    begun = time.monotonic()
    assert leave(terminal, how) == status
    assert time.monotonic() - begun < 5
    assert_restored(terminal)


@pytest.mark.parametrize(("how", "status"), ENDS)
def test_in_the_middle_of_preparing_data(
    start: Start, options: str, how: str | int, status: int
) -> None:
    terminal = start(options, before=SLOW)
    terminal.until("Wide")
    terminal.settle(1.0)
    begun = time.monotonic()
    assert leave(terminal, how) == status
    assert time.monotonic() - begun < 5
    assert_restored(terminal)
