"""The x axis with its name on it, between two of its ticks."""

import re

from sandbox.ui.cells import cell_len
from sandbox.ui.glyphs import Glyphs
from sandbox.ui.pictures.plot import Run


def named(rows: list[list[Run]], name: str, size: int, glyphs: Glyphs) -> list[list[Run]] | None:
    """The rows of a plot with the name on the x axis; None where no two ticks leave it room.

    `size`: the cells that it may come to take, if they are more than it takes now.
    """
    axis = "".join(text for text, _ in rows[-2]) if len(rows) > 1 else ""
    size = max(cell_len(name), size) + 2
    # A dash at either end is left, so that the ticks stay what they are.
    free = [found for found in re.finditer(f"{glyphs.track}+", axis) if len(found[0]) >= size + 2]
    if not free:
        return None
    # The right end of an axis is where its name is looked for.
    end = free[-1].end() - 1
    start = end - size
    text = f" {name} " + glyphs.track * (size - 2 - cell_len(name))
    return [*rows[:-2], [(axis[:start] + text + axis[end:], None)], rows[-1]]
