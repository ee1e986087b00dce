"""Paths in the plane: what of them lies in a window, and no more points than can be seen."""

from itertools import pairwise

import numpy as np

from sandbox.engine.arrays import Array

Points = tuple[Array, Array]
"""x and y of a piece of a curve, both finite."""

Span = tuple[float, float]


def inside(points: Points, xs: Span, ys: Span) -> Points:
    """The points within the window alone."""
    x, y = points
    kept = (x >= xs[0]) & (x <= xs[1]) & (y >= ys[0]) & (y <= ys[1])
    return x[kept], y[kept]


def clipped(points: Points, xs: Span, ys: Span) -> list[Points]:
    """The pieces of a path that lie within the window, up to its border, in their order."""
    x, y = points
    if len(x) < 2:
        return [inside(points, xs, ys)]
    start, stop = _inner(x, y, xs, ys)
    seen = np.flatnonzero(start <= stop)
    if not seen.size:
        return []
    first, last = start[seen], stop[seen]
    begins, ends = (
        np.stack([at[seen] * (1 - share) + at[seen + 1] * share for at in (x, y)])
        for share in (first, last)
    )
    # A segment that ends within is followed by one that begins there.
    apart = (np.diff(seen) != 1) | (last[:-1] != 1) | (first[1:] != 0)
    breaks = np.flatnonzero(apart) + 1
    pieces = [
        np.hstack([begins[:, one : one + 1], ends[:, one:other]])
        for one, other in pairwise([0, *breaks.tolist(), len(seen)])
    ]
    return [(piece[0], piece[1]) for piece in pieces]


def decimated(points: Points, xs: Span, ys: Span, columns: int, rows: int) -> Points:
    """The path without points that fall into the same dot as the one before; its ends stay."""
    x, y = points
    across = np.floor((x - xs[0]) / (xs[1] - xs[0]) * columns)
    down = np.floor((y - ys[0]) / (ys[1] - ys[0]) * rows)
    kept = np.ones(len(x), bool)
    kept[1:-1] = ((np.diff(across) != 0) | (np.diff(down) != 0))[:-1]
    return x[kept], y[kept]


def decimated_by_columns(points: Points, columns: int, dot: float) -> Points:
    """What a column can show of a curve whose x grows: its least and greatest y.

    Where these are less than a dot apart one of them is enough.
    """
    x, y = points
    if len(x) <= 2 * columns:
        return x, y
    kept = [0, len(x) - 1]
    starts = np.linspace(0, len(x), columns + 1).astype(int)
    for start, stop in pairwise(starts.tolist()):
        column = y[start:stop]
        kept += [start + int(column.argmin())]
        if column.max() - column.min() > dot:
            kept += [start + int(column.argmax())]
    at = np.unique(kept)
    return x[at], y[at]


def _inner(x: Array, y: Array, xs: Span, ys: Span) -> tuple[Array, Array]:
    """Where each segment of a path enters the window and leaves it, as shares of its length.

    A segment that misses the window enters it after it has left (Liang and Barsky).
    """
    start, stop = np.zeros(len(x) - 1), np.ones(len(x) - 1)
    for at, (low, high) in ((x, xs), (y, ys)):
        step = np.diff(at)
        with np.errstate(all="ignore"):
            first, second = (low - at[:-1]) / step, (high - at[:-1]) / step
        within = (at[:-1] >= low) & (at[:-1] <= high)
        # One that runs along the border or beside it is in all the way, or nowhere.
        level = step == 0
        enter = np.where(level, np.where(within, 0.0, np.inf), np.minimum(first, second))
        leave = np.where(level, np.where(within, 1.0, -np.inf), np.maximum(first, second))
        start, stop = np.maximum(start, enter), np.minimum(stop, leave)
    return start, stop
