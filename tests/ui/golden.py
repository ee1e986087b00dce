"""Golden screens: what a person sees, kept as text files that a diff can show.

`MLP_SANDBOX_GOLDEN=write pytest tests/ui` writes them anew; look at the diff before committing.
"""

import os
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).with_name("golden")
FRAMES = dict.fromkeys(map(ord, "▁▂▃▄▅▆▇━┃┏┓┗┛"), "|")
"""Textual's scroll bar and heavy frame, of which a terminal gets the nearest in ASCII."""


def screen_text(app: Any) -> str:
    """The composed screen as plain text, without the blanks at the ends of lines."""
    width, height = app.size
    compositor = app.screen._compositor
    strips = compositor.render_strips(app.size)
    lines = [strip.crop(0, width).text.rstrip() for strip in strips[:height]]
    return "\n".join(lines).rstrip("\n") + "\n"


def check_golden(name: str, text: str) -> None:
    """Compare with `golden/NAME.txt`; the test fails with both where they differ."""
    path = FOLDER / f"{name}.txt"
    if os.environ.get("MLP_SANDBOX_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return
    if not path.exists():
        pytest.fail(f"{path} does not exist: write it with MLP_SANDBOX_GOLDEN=write")
    expected = path.read_text(encoding="utf-8")
    # pytest shows the lines that differ.
    assert text.splitlines() == expected.splitlines(), f"the screen differs from {path.name}"
