"""Text measured in terminal cells: Korean letters take two.

Where the terminal is to have ASCII alone, symbols are spelt out before they are measured.
"""

from rich.cells import cell_len as _cell_len
from rich.cells import set_cell_size

from sandbox.base import text_width
from sandbox.base.ascii import spell
from sandbox.base.characters import shown

__all__ = [
    "cell_len",
    "ljust",
    "printable",
    "rjust",
    "set_ascii_only",
    "truncate",
    "wrap",
]

_spelling = [False]


def set_ascii_only(on: bool) -> None:
    """From now on symbols are spelt out in ASCII, or not: all of the app draws on one terminal."""
    _spelling[0] = on


def printable(text: str) -> str:
    """The text as the terminal is to have it, without anything in it that one obeys."""
    text = shown(text)
    return spell(text) if _spelling[0] else text


def cell_len(text: str) -> int:
    """How many cells the text takes."""
    return _cell_len(printable(text))


def truncate(text: str, width: int, ellipsis: str = "…") -> str:
    """The text, shortened to at most `width` cells, with an ellipsis where something is missing."""
    text, ellipsis = printable(text), printable(ellipsis)
    if cell_len(text) <= width:
        return text
    if width <= cell_len(ellipsis):
        return set_cell_size(text, max(width, 0)).rstrip()
    return set_cell_size(text, width - cell_len(ellipsis)).rstrip() + ellipsis


def ljust(text: str, width: int, ellipsis: str = "…") -> str:
    """The text at the left of exactly `width` cells."""
    short = truncate(text, width, ellipsis)
    return short + " " * (width - cell_len(short))


def rjust(text: str, width: int, ellipsis: str = "…") -> str:
    """The text at the right of exactly `width` cells."""
    short = truncate(text, width, ellipsis)
    return " " * (width - cell_len(short)) + short


def wrap(text: str, width: int, most: int = 1000, ellipsis: str = "…") -> list[str]:
    """The text in at most `most` lines of at most `width` cells, broken between words."""
    if width < 1 or most < 1:
        return []
    text, ellipsis = printable(text), printable(ellipsis)
    lines = text_width.wrap(text, width) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], truncate(f"{lines[most - 1]} {lines[most]}", width, ellipsis)]
        if not lines[-1].endswith(ellipsis):
            lines[-1] = truncate(lines[-1] + ellipsis, width, ellipsis)
    return lines
