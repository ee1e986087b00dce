"""Columns and paragraphs that stay straight in both languages: widths are a terminal's cells."""

import shutil
from collections.abc import Sequence

from sandbox.base import text_width

INDENT = "  "


def width() -> int:
    """How wide a line may be: as the terminal has it, 80 where there is none."""
    return shutil.get_terminal_size().columns


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows of equal length as lines; columns are as wide as need be, and the last one wraps."""
    if not rows:
        return ""
    *firsts, _ = zip(*rows, strict=True)
    widths = [max(map(text_width.width, entries)) for entries in firsts]
    hang = " " * (sum(widths) + 2 * len(widths))
    lines: list[str] = []
    for *entries, last in rows:
        padded = (
            entry + " " * (wide - text_width.width(entry) + 2)
            for entry, wide in zip(entries, widths, strict=True)
        )
        room = width() - len(INDENT) - len(hang)
        first, *others = text_width.wrap(last, room, whole=True) or [""]
        lines.append(INDENT + "".join(padded) + first)
        lines += [INDENT + hang + other for other in others]
    return "\n".join(line.rstrip() for line in lines)
