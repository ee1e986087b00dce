"""Drawing with row and column profiles: smooth-edged shapes for a whole batch at once.

A shape is what lies between two curves. The curves are known for each row (or column), 28 numbers
a picture, so that only the last step touches all 784 pixels.
"""

import numpy as np

from sandbox.labs.data.dataset import SIDE
from sandbox.labs.data.garments.draws import Floats

_CENTRES = np.arange(SIDE, dtype=np.float32) - np.float32((SIDE - 1) / 2)


class Canvas:
    """n pictures and the garment's own coordinates in each.

    The garment, `width` by `height` (n, 1) in its own units, is centred and fills the frame along
    its longer side. `x` (n, 1, 28) runs from −width/2 to width/2, `y` (n, 28, 1) from 0 at the top
    to height; `rows` and `columns` (n, 28) are the same numbers, for profiles.
    """

    def __init__(self, width: Floats, height: Floats) -> None:
        scale = np.maximum(width, height) / SIDE
        self.columns = _CENTRES * scale
        self.rows = _CENTRES * scale + height / 2
        self.x = self.columns[:, None, :]
        self.y = self.rows[:, :, None]
        self.light = np.zeros((len(scale), SIDE, SIDE), np.float32)

    def paint(self, cover: Floats, light: Floats | float) -> None:
        """Lay `light` (0 dark to 1 bright) over what is there, as far as `cover` (0 to 1) goes."""
        step = light - self.light
        step *= cover
        self.light += step

    def shade(self, cover: Floats, amount: Floats | float) -> None:
        """Brighten (or darken, below 0) what is there by `amount`, as far as `cover` goes."""
        factor = cover * amount
        factor += 1
        self.light *= factor


def profile(at: Floats, *knots: tuple[Floats | float, Floats | float]) -> Floats:
    """The polyline through the knots (where, value), at the places `at` (n, 28).

    Knots come in rising order of place, each number one for all or (n, 1); it is flat outside.
    """
    where, value = knots[0]
    line = np.zeros_like(at) + value
    for next_where, next_value in knots[1:]:
        span = np.maximum(next_where - where, np.float32(1e-3))
        line += (next_value - value) * unit((at - where) / span)
        where, value = next_where, next_value
    return line


def rows(curve: Floats) -> Floats:
    """A profile down the rows (n, 28) as something to compare x with, (n, 28, 1)."""
    return curve[:, :, None]


def columns(curve: Floats) -> Floats:
    """A profile along the columns (n, 28) as something to compare y with, (n, 1, 28)."""
    return curve[:, None, :]


def steepness(curve: Floats) -> Floats:
    """For each place (n, 28) how much slower than its neighbour's distance the true distance grows.

    Multiplied with a distance along the row it gives about the distance to the curve, so that a
    slanting edge is as smooth as a straight one.
    """
    slope = np.empty_like(curve)
    slope[:, 1:-1] = (curve[:, 2:] - curve[:, :-2]) / 2
    slope[:, 0] = curve[:, 1] - curve[:, 0]
    slope[:, -1] = curve[:, -1] - curve[:, -2]
    steep: Floats = 1 / np.sqrt(1 + slope * slope)
    return steep


def unit(values: Floats) -> Floats:
    """Clip to 0…1, in place."""
    return np.clip(values, np.float32(0), np.float32(1), out=values)


def below(at: Floats, edge: Floats | float, sharp: Floats | float = 1.0) -> Floats:
    """Cover of what lies on the lower side of an edge: 1 before it, 0 after, half on it."""
    cover = edge - at
    cover *= sharp
    cover += np.float32(0.5)
    return unit(cover)


def between(at: Floats, low: Floats | float, high: Floats | float) -> Floats:
    """Cover of what lies between two edges."""
    cover: Floats = np.minimum(at - low, high - at)
    cover += np.float32(0.5)
    return unit(cover)


def near(at: Floats, middle: Floats | float, half_width: Floats | float) -> Floats:
    """Cover of a line `half_width` to either side of `middle`."""
    cover = at - middle
    np.abs(cover, out=cover)
    return unit(half_width + np.float32(0.5) - cover)
