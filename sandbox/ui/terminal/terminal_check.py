"""Whether there is a terminal to draw on, and what it can show: asked before Textual loads."""

from collections.abc import Mapping
from typing import TextIO

from sandbox.ui.words import Words

LEAST_SIZE = (60, 20)
"""Columns and lines that every screen fits in."""


def check_terminal(
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
    return None


def encoding(stream: TextIO, environ: Mapping[str, str], coerced: bool) -> str:
    """The terminal's encoding where it is not UTF-8, else "".

    Where a locale is C, or is not installed, Python writes UTF-8 all the same and sets LC_CTYPE to
    say so (`coerced`): then what the locale is called counts. Without any name it is UTF-8.
    """
    written = stream.encoding or "ascii"
    if environ.get("PYTHONIOENCODING") or environ.get("PYTHONUTF8") == "1":
        return "" if _is_utf8(written) else written
    kinds = ("LC_ALL", "LANG") if coerced else ("LC_ALL", "LC_CTYPE", "LANG")
    name = next((environ[kind] for kind in kinds if environ.get(kind)), "")
    if name in ("C", "POSIX"):
        return name
    named = name.partition(".")[2].partition("@")[0]
    return next((one for one in (named, written) if one and not _is_utf8(one)), "")


def _is_utf8(name: str) -> bool:
    return name.lower().replace("-", "").replace("_", "") in ("utf8", "utf8sig")
