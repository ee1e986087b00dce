"""Sandals from the side, toe to the left: a sole on a flat foot, a wedge or a heel, and straps."""

from dataclasses import dataclass, replace

import numpy as np

from sandbox.labs.data.garments.canvas import (
    Drawing,
    Fabric,
    base,
    below,
    between,
    columns,
    dress_in_cloth,
    near,
    profile,
    rows,
    steepness,
    unit,
)
from sandbox.labs.data.garments.draws import Chance, Cut, Draws, Floats, Range


@dataclass(frozen=True, kw_only=True)
class Sandal(Fabric):
    """A style of sandal; lengths in pixels of a picture 28 wide, heights from the ground."""

    length: Range = (28.0, 28.0)
    lift: Range = (0.0, 1.0)
    """The heel's height."""
    sole: Range = (0.9, 2.2)
    instep: Range = (7.5, 12.0)
    """The foot's height above the sole at the ankle."""
    wedge: Chance = 0.0
    block: Range = (1.0, 2.0)
    """Width of a heel that is no wedge."""
    toe_strap: Chance = 0.95
    toe_width: Range = (3.0, 8.0)
    mid_strap: Chance = 0.65
    cross: Chance = 0.5
    contour: Chance = 0.4
    """A band along the top of the foot."""
    ankle: Chance = 0.7
    back: Chance = 0.55
    sling: Chance = 0.35
    """A strap that rises slanting backwards around the heel."""
    thong: Chance = 0.15
    closed: Chance = 0.12
    """An upper that covers most of the foot, with holes in it."""
    motley: Range = (0.0, 0.5)
    """How much straps differ in shade along the foot."""


FLAT = Sandal(light=0.35, bright=(0.6, 0.95), dark=(0.3, 0.75), weave=(0.0, 0.1))
SLIDE = replace(
    FLAT,
    instep=(4.5, 8.0),
    ankle=0.0,
    back=0.1,
    sling=0.6,
    mid_strap=0.3,
    toe_width=(2.5, 6.0),
    contour=0.25,
)
SPORT = replace(
    FLAT,
    sole=(2.0, 4.0),
    instep=(8.0, 12.0),
    toe_width=(2.5, 5.0),
    mid_strap=0.9,
    cross=0.8,
    back=0.9,
    closed=0.75,
)
WEDGE = replace(
    FLAT, lift=(4.0, 9.5), wedge=1.0, instep=(7.0, 12.0), length=(25.0, 28.0), sole=(1.5, 3.5)
)
HEEL = replace(
    FLAT,
    light=0.45,
    length=(22.0, 28.0),
    lift=(6.0, 12.0),
    instep=(9.0, 14.5),
    block=(0.8, 4.5),
    sole=(0.9, 2.4),
    ankle=0.85,
    back=0.6,
)
STYLES = {FLAT: 0.3, SLIDE: 0.14, SPORT: 0.2, WEDGE: 0.12, HEEL: 0.24}


def draw(draws: Draws) -> Floats:
    """Brightness (n, 28, 28), 0 to about 1, of n sandals."""
    cut = draws.cut(STYLES)
    height = (
        cut["lift"]
        + cut["sole"]
        + np.where(np.maximum(cut["ankle"], cut["back"]) > 0, cut["instep"], cut["instep"] * 0.6)
    )
    canvas = Drawing(cut["length"], height)
    light = base(cut)
    at = (canvas.columns + cut["length"] / 2) / cut["length"]
    h = rows(height - canvas.rows)
    foot = _foot(at, cut)
    upper = _straps(draws, cut, at, h, foot)
    upper *= below(h, columns(foot + _instep(at, cut)))
    upper *= below(-h, columns(-foot))
    upper *= between(columns(at * cut["length"]), 0.0, cut["length"][:, :, None])
    motley = draws.texture("print")
    motley *= cut["motley"][:, :, None]
    np.clip(motley, np.float32(-0.5), np.float32(0.5), out=motley)
    motley += 1
    motley *= light
    canvas.paint(upper, motley)
    dress_in_cloth(canvas, draws, cut)
    _paint_sole(canvas, draws, cut, at, h, foot)
    return canvas.light


def _foot(at: Floats, cut: Cut) -> Floats:
    """Height of the sole's upper side along the foot (n, 28)."""
    lift = cut["lift"]
    return cut["sole"] + profile(
        at,
        (0.0, 0.5),
        (0.12, 0.0),
        (0.36, lift * 0.02),
        (0.52, lift * 0.3),
        (0.74, lift * 0.86),
        (0.84, lift * 0.98),
        (1.0, lift),
    )


def _instep(at: Floats, cut: Cut) -> Floats:
    """Height of the foot's upper side above its sole (n, 28)."""
    tall = cut["instep"]
    return profile(
        at,
        (0.03, 0.6),
        (0.1, tall * 0.3),
        (0.3, tall * 0.52),
        (0.55, tall * 0.78),
        (0.75, tall),
        (1.0, tall),
    )


def _straps(draws: Draws, cut: Cut, at: Floats, h: Floats, foot: Floats) -> Floats:
    """Where the foot is covered: straps at a place and a slant of their own."""
    x = columns(at * cut["length"])
    above = h - columns(foot)
    length = cut["length"]
    cover = np.zeros_like(above)

    def strap(has: Floats, place: Range, slant: Range, half: Floats) -> None:
        line = x + draws.uniform(*slant)[:, :, None] * above
        band = near(line, (draws.uniform(*place) * length)[:, :, None], half[:, :, None])
        band *= has[:, :, None]
        np.maximum(cover, band, out=cover)

    thin = draws.uniform(0.5, 2.6)
    strap(cut["toe_strap"], (0.16, 0.3), (-0.7, 0.5), cut["toe_width"] / 2)
    strap(cut["mid_strap"], (0.36, 0.56), (-1.0, 1.0), thin)
    strap(cut["cross"], (0.3, 0.75), (-1.6, 1.6), thin)
    strap(cut["cross"], (0.3, 0.75), (-1.6, 1.6), thin)
    strap(cut["back"], (0.86, 0.97), (-0.25, 0.25), draws.uniform(0.6, 3.2))
    strap(cut["sling"], (0.6, 0.78), (-1.6, -0.7), draws.uniform(0.3, 1.6))
    strap(cut["thong"], (0.2, 0.3), (-2.5, -1.2), thin * 0.6)
    tall = cut["instep"]
    ankle = near(above, (tall - 0.8)[:, :, None], thin[:, :, None])
    ankle *= below(-x, -(length * draws.uniform(0.55, 0.72))[:, :, None])
    np.maximum(cover, ankle * cut["ankle"][:, :, None], out=cover)
    line = near(above, columns(_instep(at, cut) - 0.6), 0.3)
    line *= below(x, (length * draws.uniform(0.4, 1.0))[:, :, None])
    np.maximum(cover, line * cut["contour"][:, :, None], out=cover)
    return np.asarray(np.maximum(cover, _closed_upper(draws, cut, x), out=cover))


def _closed_upper(draws: Draws, cut: Cut, x: Floats) -> Floats:
    """The cover (n, 28, 28) of an upper with holes, where a sandal has one."""
    holes = draws.texture("print")
    holes -= draws.uniform(0.0, 1.2)[:, :, None]
    holes *= np.float32(-3)
    solid = unit(holes)
    reach = draws.uniform(0.2, 0.45) * cut["length"]
    solid *= near(x, (draws.uniform(0.35, 0.65) * cut["length"])[:, :, None], reach[:, :, None])
    solid *= cut["closed"][:, :, None]
    return solid


def _paint_sole(
    canvas: Drawing, draws: Draws, cut: Cut, at: Floats, h: Floats, foot: Floats
) -> None:
    length = cut["length"]
    sag = np.maximum(foot - cut["sole"] * draws.uniform(0.8, 1.1), 0.0)
    bottom = np.where(cut["wedge"] > 0, profile(at, (0.0, 0.5), (0.1, 0.0)), sag)
    cover = below(h, columns(foot)) * below(-h, columns(-bottom), columns(steepness(bottom)))
    x = columns(at * length)
    cover *= between(x, 0.3, (length - 0.2)[:, :, None])
    post_light = draws.uniform(0.2, 0.95)[:, :, None]
    narrow = cut["block"] * 0.5
    lean = draws.uniform(-0.05, 0.12)[:, :, None] * h
    post = near(x + lean, (length - 0.6 - narrow)[:, :, None], narrow[:, :, None])
    post *= between(h, 0.0, columns(foot))
    post *= ((cut["lift"] > 3) & (cut["wedge"] == 0))[:, :, None]
    canvas.paint(np.maximum(cover, post), post_light)
    rim = near(h, columns(foot), 0.0) * cover
    canvas.shade(rim, draws.uniform(-0.5, 0.3)[:, :, None])
