"""What a garment is made of: folds, weave, stripes, checks and prints, as factors of brightness."""

from dataclasses import dataclass

import numpy as np

from sandbox.labs.data.garments.canvas import Canvas, unit
from sandbox.labs.data.garments.draws import Chance, Cut, Draws, Floats, Range
from sandbox.labs.data.garments.fields import Texture


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


def dress_in_cloth(canvas: Canvas, draws: Draws, cut: Cut) -> None:
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


def _stripes(canvas: Canvas, draws: Draws, cut: Cut) -> None:
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


def _prints(canvas: Canvas, draws: Draws, cut: Cut) -> None:
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


def patch(canvas: Canvas, draws: Draws, cover: Floats, has: Floats) -> None:
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
