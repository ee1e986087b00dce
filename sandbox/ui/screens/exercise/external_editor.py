"""The learner's file in the learner's own editor, with the app out of the way."""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from textual.app import App, SuspendNotSupported

VARIABLES = ("VISUAL", "EDITOR")

Trouble = Literal["", "none", "absent", "here"]
"""No editor is set; it is not there or cannot run; this terminal cannot be handed over."""


def editor(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The editor's command and its arguments; none where none is set."""
    for name in VARIABLES:
        try:
            words = shlex.split(environ.get(name, ""))
        except ValueError:
            words = [environ[name]]
        if words:
            return words
    return []


def open_file(app: App[None], file: Path) -> Trouble:
    """Hand the terminal to the editor until it is left."""
    command = editor()
    if not command:
        return "none"
    trouble: Trouble = ""
    try:
        with app.suspend(), _ignore_signals():
            try:
                subprocess.run([*command, str(file)], check=False)
            except OSError:
                # Past the end of this block it would leave the app suspended.
                trouble = "absent"
    except SuspendNotSupported:
        trouble = "here"
    return trouble


@contextmanager
def _ignore_signals() -> Iterator[None]:
    """What is typed to end the editor, or something in it, must not end the app."""
    numbers = (signal.SIGINT, signal.SIGQUIT)
    before = [signal.signal(number, lambda *_: None) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
