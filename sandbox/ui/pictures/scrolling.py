"""More than there is room for: which part is in view, and what has changed since."""

import numpy as np
from rich.style import Style

from sandbox.engine.arrays import Array
from sandbox.ui.glyphs import Glyphs
from sandbox.ui.inks import Inks


def into_view(first: int, at: int, room: int, count: int) -> int:
    """Where the view begins, moved as little as it takes for `at` to be in it."""
    first = min(max(first, at - room + 1), at)
    return max(min(first, count - room), 0)


def scroll_bar(
    y: int, top: int, room: int, count: int, glyphs: Glyphs, inks: Inks
) -> tuple[str, Style]:
    """The cell of the scroll bar in line `y` of `room`, where `count` lines begin with `top`."""
    size = max(room * room // count, 1)
    start = round(top / max(count - room, 1) * (room - size))
    if start <= y < start + size:
        return glyphs.thumb, inks.plain
    return glyphs.bar, inks["dim"]


def changes(old: Array, new: Array, most: bool = False) -> Array | None:
    """Which numbers differ, in two arrays of one shape; None where there is none to point out.

    Where most of them are new there is none either, unless `most` are wanted too.
    """
    with np.errstate(invalid="ignore"):
        same = (old == new) | ((old != old) & (new != new))
    if same.all() or (not most and same.mean() < 0.5 and same.size > 1):
        return None
    differ: Array = ~same
    return differ
