"""Text measured in terminal cells: Korean letters take two.

Where the terminal is to have ASCII alone, symbols are spelt out before they are measured.
"""

from rich.cells import cell_len as _cell_len
from rich.cells import set_cell_size
from textual.content import Content

from sandbox.base.characters import shown
from sandbox.course import cells
from sandbox.course.ascii import spell

__all__ = ["cell_len", "cut", "entitled", "left", "right", "spell_out", "spelt", "wrap"]

_spelling = [False]


def spell_out(on: bool) -> None:
    """From now on symbols are spelt out in ASCII, or not: all of the app draws on one terminal."""
    _spelling[0] = on


def spelt(text: str) -> str:
    """The text as the terminal is to have it, without anything in it that one obeys."""
    text = shown(text)
    return spell(text) if _spelling[0] else text


def entitled(text: str) -> str:
    """The text as a widget's title, which Textual reads as markup: brackets are only brackets."""
    return Content(spelt(text)).markup


def cell_len(text: str) -> int:
    """How many cells the text takes."""
    return _cell_len(spelt(text))


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """The text, shortened to at most `width` cells, with an ellipsis where something is missing."""
    text, ellipsis = spelt(text), spelt(ellipsis)
    if cell_len(text) <= width:
        return text
    if width <= cell_len(ellipsis):
        return set_cell_size(text, max(width, 0)).rstrip()
    return set_cell_size(text, width - cell_len(ellipsis)).rstrip() + ellipsis


def left(text: str, width: int, ellipsis: str = "…") -> str:
    """The text at the left of exactly `width` cells."""
    short = cut(text, width, ellipsis)
    return short + " " * (width - cell_len(short))


def right(text: str, width: int, ellipsis: str = "…") -> str:
    """The text at the right of exactly `width` cells."""
    short = cut(text, width, ellipsis)
    return " " * (width - cell_len(short)) + short


def wrap(text: str, width: int, most: int = 1000, ellipsis: str = "…") -> list[str]:
    """The text in at most `most` lines of at most `width` cells, broken between words."""
    if width < 1 or most < 1:
        return []
    text, ellipsis = spelt(text), spelt(ellipsis)
    lines = cells.wrap(text, width) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], cut(f"{lines[most - 1]} {lines[most]}", width, ellipsis)]
        if not lines[-1].endswith(ellipsis):
            lines[-1] = cut(lines[-1] + ellipsis, width, ellipsis)
    return lines
