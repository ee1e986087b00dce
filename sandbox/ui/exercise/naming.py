"""A file's name as it is shown: short, and its end never cut off."""

from pathlib import Path

from sandbox.ui.terminal.text import cell_len


def homely(file: Path) -> str:
    """The name with ~ for the learner's home."""
    try:
        return str(Path("~") / file.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(file)


def tail(text: str, width: int, ellipsis: str) -> str:
    """The end of a text, in at most `width` cells."""
    if cell_len(text) <= width:
        return text
    while text and cell_len(text) > width - cell_len(ellipsis):
        text = text[1:]
    return ellipsis + text
