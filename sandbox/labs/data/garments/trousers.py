"""Trousers: two legs under a waistband, seen from the front."""

from dataclasses import dataclass, replace

import numpy as np

from sandbox.labs.data.garments.canvas import (
    Drawing,
    Fabric,
    base,
    below,
    between,
    dress_in_cloth,
    near,
    profile,
    rows,
)
from sandbox.labs.data.garments.draws import Chance, Cut, Draws, Floats, Range


@dataclass(frozen=True, kw_only=True)
class Trousers(Fabric):
    """A style of trousers; lengths in pixels of a picture 28 high, widths from the middle."""

    length: Range = (28.0, 28.0)
    waist: Range = (3.8, 4.9)
    hip: Range = (4.7, 6.0)
    knee: Range = (4.0, 5.4)
    ankle: Range = (3.7, 5.4)
    crotch: Range = (7.5, 10.5)
    """Row where the legs part."""
    gap: Range = (0.7, 2.3)
    """Half of the gap between the ankles."""
    bend: Range = (-0.7, 0.7)
    """How far a knee is put out."""
    stance: Range = (-0.8, 0.8)
    fade: Range = (0.0, 0.3)
    """How much lighter the middle of each leg is."""
    waistband: Chance = 0.5
    seams: Chance = 0.6


SLIM = Trousers(light=0.72, bright=(0.75, 1.0), dark=(0.4, 0.75), printed=0.04)
JEANS = replace(
    SLIM, light=0.5, bend=(-1.3, 1.3), fade=(0.1, 0.5), folds=(0.06, 0.2), weave=(0.02, 0.1)
)
WIDE = replace(SLIM, knee=(5.4, 7.0), ankle=(5.2, 8.0), hip=(5.0, 6.4), folds=(0.05, 0.15))
POSED = replace(SLIM, stance=(-2.6, 2.6), bend=(-2.0, 2.0))
SHORTS = replace(
    SLIM,
    length=(22.0, 28.0),
    waist=(6.5, 9.0),
    hip=(8.5, 11.0),
    knee=(9.0, 11.5),
    ankle=(9.0, 12.0),
)
CLOSED = replace(SLIM, crotch=(14.0, 26.0), gap=(0.0, 0.6))
STYLES = {SLIM: 0.47, JEANS: 0.26, WIDE: 0.1, POSED: 0.09, SHORTS: 0.03, CLOSED: 0.05}


def draw(draws: Draws) -> Floats:
    """Brightness (n, 28, 28) of n pairs of trousers."""
    cut = draws.cut(STYLES)
    half = np.maximum(np.maximum(cut["hip"], cut["knee"]), cut["ankle"])
    canvas = Drawing(2 * half, cut["length"])
    light = base(cut)
    x = canvas.x
    legs = [_paint_leg(canvas, draws, cut, side, light) for side in (x, -x)]
    dress_in_cloth(canvas, draws, cut)
    _paint_trims(canvas, draws, cut, x, legs)
    return canvas.light


def _paint_leg(canvas: Drawing, draws: Draws, cut: Cut, side: Floats, light: Floats) -> Floats:
    """Paint one leg and its half of the hips; returns the middle of the leg at each row (n, 28)."""
    crotch, end = cut["crotch"], cut["length"]
    knee = (crotch + end) / 2
    put_out = profile(
        canvas.rows,
        (crotch, 0.0),
        (knee, cut["bend"] + draws.uniform(-0.3, 0.3)),
        (end, draws.uniform(0, 1) * cut["stance"]),
    )
    outer = put_out + profile(
        canvas.rows,
        (0.0, cut["waist"]),
        (2.5, cut["hip"] * 0.92),
        (crotch * 0.8, cut["hip"]),
        (knee, cut["knee"]),
        (end, cut["ankle"]),
    )
    inner = put_out + profile(
        canvas.rows,
        (crotch - 1.5, -1.0),
        (crotch + 1.5, cut["gap"] * 0.4),
        (end, cut["gap"]),
    )
    inner = np.minimum(inner, outer - 1.6)
    middle: Floats = (outer + np.maximum(inner, 0)) / 2
    cover = between(side, rows(inner), rows(outer))
    cover *= between(canvas.y, 0.0, (end - draws.uniform(0, 0.7))[:, :, None])
    shade = side - rows(middle)
    shade *= shade
    shade *= -cut["fade"][:, :, None] * np.float32(0.12)
    shade += 1
    shade *= light
    canvas.paint(cover, shade)
    return middle


def _paint_trims(canvas: Drawing, draws: Draws, cut: Cut, x: Floats, legs: list[Floats]) -> None:
    y = canvas.y
    band = below(y, draws.uniform(1.0, 2.2)[:, :, None])
    canvas.shade(band * cut["waistband"][:, :, None], draws.uniform(-0.4, 0.15)[:, :, None])
    fly = near(x, 0.0, 0.0) * between(y, 1.5, rows(cut["crotch"] + 2))
    canvas.shade(fly * cut["seams"][:, :, None], draws.uniform(-0.5, -0.1)[:, :, None])
    side = np.abs(x)
    pocket = near(side + y * np.float32(0.6), rows(cut["hip"] + 1.0), 0.0) * between(y, 1.5, 5.5)
    canvas.shade(pocket * cut["seams"][:, :, None], -0.22)
    crease = near(x, rows(legs[0]), 0.0)
    canvas.shade(crease * (1 - cut["seams"])[:, :, None], draws.uniform(-0.12, 0.1)[:, :, None])
