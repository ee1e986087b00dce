"""Whether there is a terminal to draw on: asked before Textual loads."""

from collections.abc import Mapping
from typing import TextIO

from sandbox.ui.words import Words

SMALLEST = (60, 20)
"""Columns and lines that every screen fits in."""


def complaint(
    words: Words, stdin: TextIO, stdout: TextIO, stderr: TextIO, environ: Mapping[str, str]
) -> str | None:
    """One sentence that says why the app cannot draw here and what can be done; None if it can.

    stderr is asked too, as that is where Textual draws.
    """
    for name, stream in (("stdin", stdin), ("stdout", stdout), ("stderr", stderr)):
        if not stream.isatty():
            return words("app.guard.no_terminal", stream=name)
    term = environ.get("TERM", "")
    if term in ("", "dumb", "unknown"):
        return words("app.guard.dumb", term=term or '""')
    encoding = (stderr.encoding or "ascii").lower().replace("-", "").replace("_", "")
    if encoding != "utf8":
        return words("app.guard.encoding", encoding=stderr.encoding)
    return None
