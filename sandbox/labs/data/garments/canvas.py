"""Canvases to draw on with distances, and the cloth that fills a shape."""

from dataclasses import dataclass

import numpy as np

from sandbox.labs.data.dataset import SIDE
from sandbox.labs.data.garments.draws import Chance, Cut, Draws, Floats, Range, Texture

_CENTRES = np.arange(SIDE, dtype=np.float32) - np.float32((SIDE - 1) / 2)


class Drawing:
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


@dataclass(frozen=True, kw_only=True)
class Fabric:
    """How a style's cloth may look; a style of garment is a Fabric with measures added."""

    light: Chance = 0.6
    """Light cloth; the rest is of any darker shade."""
    bright: Range = (0.74, 0.94)
    dark: Range = (0.2, 0.72)
    folds: Range = (0.02, 0.09)
    weave: Range = (0.0, 0.05)
    stripes: Chance = 0.0
    columns: Chance = 0.0
    checks: Chance = 0.0
    printed: Chance = 0.0
    contrast: Range = (0.15, 0.8)
    """How far stripes, checks and prints stand out."""


def base(cut: Cut) -> Floats:
    """The cloth's own brightness, (n, 1, 1)."""
    light: Floats = np.where(cut["light"] > 0, cut["bright"], cut["dark"])
    return light[:, :, None]


def dress_in_cloth(canvas: Drawing, draws: Draws, cut: Cut) -> None:
    """Multiply all that is painted so far by the cloth's folds, weave and pattern."""
    factor = draws.texture("folds")
    factor *= cut["folds"][:, :, None]
    weave = draws.texture("weave")
    weave *= cut["weave"][:, :, None]
    factor += weave
    factor += 1
    canvas.light *= factor
    _stripes(canvas, draws, cut)
    _prints(canvas, draws, cut)


def _stripes(canvas: Drawing, draws: Draws, cut: Cut) -> None:
    """Stripes across, stripes down, or both (checks)."""
    across = np.maximum(cut["stripes"], cut["checks"])
    down = np.maximum(cut["columns"], cut["checks"])
    period, phase, share = draws.uniform(2.2, 6.5), draws.uniform(0, 6), draws.uniform(0.3, 0.7)
    strength = cut["contrast"] * (1 - 0.4 * cut["checks"])
    for at, has in ((canvas.rows, across), (canvas.columns, down)):
        which = np.flatnonzero(has)
        wave = _wave(at[which], period[which], phase[which], share[which])
        factor = 1 - strength[which] * wave
        if at is canvas.rows:
            canvas.light[which] *= factor[:, :, None]
        else:
            canvas.light[which] *= factor[:, None, :]


def _wave(at: Floats, period: Floats, phase: Floats, share: Floats) -> Floats:
    """A soft-edged square wave, 1 for `share` of each period."""
    place = (at + phase) / period
    place -= np.floor(place)
    distance = np.abs(place - np.float32(0.5)) * period
    return unit(share * period / 2 - distance + np.float32(0.5))


def _prints(canvas: Drawing, draws: Draws, cut: Cut) -> None:
    """Flowers and blots, or finer specks: where a texture rises above a level."""
    level, sign, fine = draws.uniform(-0.8, 1.2), 1 - 2 * draws.chance(0.3), draws.chance(0.5)
    ink = -1.25 * sign * cut["contrast"]
    sizes: tuple[tuple[Texture, Floats], ...] = (("print", 1 - fine), ("specks", fine))
    for texture, has in sizes:
        which = np.flatnonzero(cut["printed"] * has)
        blots = draws.texture(texture, len(which))
        blots -= level[which, :, None]
        blots *= np.float32(1.6)
        unit(blots)
        blots *= ink[which, :, None]
        blots += 1
        np.maximum(blots, np.float32(0.1), out=blots)
        canvas.light[which] *= blots


def patch(canvas: Drawing, draws: Draws, cover: Floats, has: Floats) -> None:
    """A picture or a word inside `cover` (n, 28, 28), lighter or darker, where a garment has it."""
    which = np.flatnonzero(has)
    ink = draws.texture("weave", len(which))
    ink += np.float32(0.3)
    ink *= np.float32(1.5)
    unit(ink)
    ink *= cover[which]
    target = np.where(canvas.light[which, 13, 13] > 0.45, 0.1, 0.95)
    target = np.where(draws.chance(0.25)[which, 0] > 0, 0.55, target).astype(np.float32)
    ink *= draws.uniform(0.3, 0.9)[which, :, None]
    canvas.light[which] += ink * (target[:, None, None] - canvas.light[which])
