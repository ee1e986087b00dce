"""Sneakers and ankle boots from the side, toe to the left: a profile over a sole."""

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
)
from sandbox.labs.data.garments.draws import Chance, Cut, Draws, Floats, Range

LENGTH = 28.0


@dataclass(frozen=True, kw_only=True)
class Shoe(Fabric):
    """A style of shoe, 28 long: places from the toe's tip, heights from the ground."""

    toe: Range = (4.0, 5.8)
    vamp_at: Range = (8.0, 10.5)
    vamp: Range = (6.2, 8.6)
    front_at: Range = (11.5, 14.5)
    front: Range = (8.8, 11.4)
    top_at: Range = (15.0, 19.0)
    top: Range = (9.8, 13.4)
    """The tongue of a sneaker, the front of a boot's shaft."""
    dip_at: Range = (19.5, 22.0)
    dip: Range = (-3.6, -1.2)
    """The collar against the top; below 0, lower."""
    tab: Range = (-2.8, 0.0)
    """The upper end of the heel against the top."""
    lean: Range = (0.0, 2.0)
    """How far the back leans in towards the top."""
    sole: Range = (1.6, 3.2)
    sole_light: Range = (-0.8, 0.3)
    """How much lighter or darker than the upper the sole is."""
    heel_at: Range = (18.5, 21.0)
    lift: Range = (0.0, 0.4)
    heel_width: Range = (7.0, 9.0)
    laces: Chance = 0.6
    stripe: Chance = 0.45
    patches: Chance = 0.5
    toe_cap: Chance = 0.25
    counter: Chance = 0.35
    """A panel of another shade around the heel."""
    gore: Chance = 0.0
    """An elastic panel at the ankle."""
    strap: Chance = 0.0
    creases: Chance = 0.3


SNEAKER = Shoe(
    light=0.74, bright=(0.7, 0.96), dark=(0.3, 0.68), weave=(0.0, 0.08), folds=(0.02, 0.1)
)
LOW = replace(
    SNEAKER, top=(9.0, 11.5), vamp=(5.2, 6.8), front=(7.2, 9.0), dip=(-2.6, -1.0), sole=(1.2, 2.4)
)
HIGH_TOP = replace(
    SNEAKER,
    top=(14.0, 18.5),
    front=(9.5, 12.5),
    top_at=(17.0, 20.0),
    dip=(-2.0, 0.0),
    tab=(-2.5, 0.0),
)
ANKLE = Shoe(
    light=0.82,
    bright=(0.68, 0.92),
    dark=(0.3, 0.66),
    toe=(4.8, 7.4),
    vamp_at=(7.5, 10.0),
    vamp=(6.4, 9.2),
    front_at=(11.5, 14.5),
    front=(9.5, 13.0),
    top_at=(13.5, 17.5),
    top=(14.5, 21.0),
    dip_at=(20.0, 24.0),
    dip=(-1.4, 0.4),
    tab=(-1.0, 0.6),
    lean=(0.8, 4.5),
    sole=(0.8, 2.0),
    sole_light=(-0.6, 0.15),
    lift=(0.5, 2.2),
    heel_width=(5.0, 8.0),
    laces=0.2,
    stripe=0.06,
    patches=0.25,
    toe_cap=0.1,
    counter=0.15,
    gore=0.3,
    strap=0.25,
    creases=0.6,
    weave=(0.0, 0.06),
    folds=(0.03, 0.14),
)
TALL = replace(
    ANKLE, top=(23.0, 30.0), front=(10.5, 14.5), vamp=(6.5, 9.5), top_at=(12.5, 15.5), gore=0.08
)
HEELED = replace(
    TALL,
    toe=(3.2, 4.6),
    vamp=(7.0, 10.0),
    front=(12.5, 16.0),
    lift=(4.0, 9.5),
    heel_width=(1.6, 5.5),
    heel_at=(19.5, 24.0),
)
SNEAKERS = {SNEAKER: 0.55, LOW: 0.3, HIGH_TOP: 0.15}
BOOTS = {ANKLE: 0.58, TALL: 0.17, HEELED: 0.19, HIGH_TOP: 0.06}


def draw(draws: Draws, styles: dict[Shoe, float]) -> Floats:
    """Brightness (n, 28, 28), 0 to about 1, of n shoes in a mixture of styles."""
    cut = draws.cut(styles)
    cut["heel_at"] = np.maximum(cut["heel_at"], LENGTH - 0.3 - cut["heel_width"])
    canvas = Drawing(np.full_like(cut["top"], LENGTH), cut["top"])
    light = base(cut)
    at = canvas.columns + LENGTH / 2
    up = cut["top"] - canvas.rows
    top, bottom = _top(at, cut), _bottom(at, cut)
    h = rows(up)
    cover = below(h, columns(top), columns(steepness(top)))
    cover *= below(-h, columns(-bottom), columns(steepness(bottom)))
    back = profile(up, (0.0, LENGTH - 0.9), (2.5, LENGTH), (cut["top"], LENGTH - 0.3 - cut["lean"]))
    cover *= below(columns(at), rows(back))
    shade = columns(top) - h
    shade *= (-draws.uniform(-0.012, 0.02))[:, :, None]
    shade += 1
    shade *= light
    canvas.paint(cover, shade)
    dress_in_cloth(canvas, draws, cut)
    _paint_upper(canvas, draws, cut, at, h, top)
    _paint_sole(canvas, draws, cut, at, h, bottom)
    return canvas.light


def _top(at: Floats, cut: Cut) -> Floats:
    toe, tall = cut["toe"], cut["top"]
    return profile(
        at,
        (-0.5, toe * 0.3),
        (0.8, toe * 0.75),
        (3.2, toe),
        (cut["vamp_at"], cut["vamp"]),
        (cut["front_at"], cut["front"]),
        (cut["top_at"], tall),
        (cut["dip_at"], tall + cut["dip"]),
        (26.0, tall + cut["tab"]),
        (27.8, (tall + cut["tab"]) * 0.93),
    )


def _bottom(at: Floats, cut: Cut) -> Floats:
    lift, heel = cut["lift"], cut["heel_at"]
    return profile(
        at,
        (0.0, 1.3),
        (4.0, 0.1),
        (11.0, 0.0),
        (heel - 0.7, lift),
        (heel, 0.0),
        (heel + cut["heel_width"], 0.0),
        (heel + cut["heel_width"] + 0.5, lift * 0.8),
    )


def _paint_upper(
    canvas: Drawing, draws: Draws, cut: Cut, at: Floats, h: Floats, top: Floats
) -> None:
    x = columns(at)
    away = columns(top) - h
    lacing = between(x, (cut["vamp_at"] - 0.5)[:, :, None], cut["top_at"][:, :, None])
    dash = np.floor(at + draws.uniform(0, 2)) % 2 * np.float32(1.5) - np.float32(0.5)
    lines = near(away, 1.2, 0.4) * lacing
    lines *= columns(dash)
    canvas.shade(lines * cut["laces"][:, :, None], draws.uniform(-0.6, 0.6)[:, :, None])
    slant = draws.uniform(-1.0, 1.0)[:, :, None]
    lean = x + slant * h
    for _ in range(2):
        middle = draws.uniform(10, 20)[:, :, None] + slant * 5
        band = near(lean, middle, draws.uniform(0.2, 1.4)[:, :, None])
        band *= below(-away, -1.0)
        canvas.shade(band * cut["stripe"][:, :, None], draws.uniform(-0.7, 0.8)[:, :, None])
    shaft = below(-h, -(cut["front"] - 2)[:, :, None])
    gore = near(x, draws.uniform(18, 23)[:, :, None], draws.uniform(1, 2.6)[:, :, None]) * shaft
    canvas.shade(gore * cut["gore"][:, :, None], draws.uniform(-0.6, 0.25)[:, :, None])
    strap = near(h + x * 0.25, (cut["front"] + draws.uniform(1, 7))[:, :, None], 0.5)
    canvas.shade(strap * cut["strap"][:, :, None], draws.uniform(-0.45, 0.35)[:, :, None])
    cap = below(x + h * 0.4, draws.uniform(5, 9)[:, :, None]) * cut["toe_cap"][:, :, None]
    canvas.shade(cap, draws.uniform(-0.5, 0.4)[:, :, None])
    counter = below(h * 0.5 - x, -draws.uniform(19, 23)[:, :, None])
    canvas.shade(counter * cut["counter"][:, :, None], draws.uniform(-0.45, 0.3)[:, :, None])
    blots = draws.texture("print")
    np.clip(blots * 2, -1, 1, out=blots)
    canvas.shade(blots * cut["patches"][:, :, None], draws.uniform(0.03, 0.18)[:, :, None])
    crease = near(h - x * 0.6, draws.uniform(-1, 3)[:, :, None], 0.0)
    crease *= near(x, 13.0, 4.0)
    canvas.shade(crease * cut["creases"][:, :, None], draws.uniform(-0.35, 0.1)[:, :, None])


def _paint_sole(
    canvas: Drawing, draws: Draws, cut: Cut, at: Floats, h: Floats, bottom: Floats
) -> None:
    thick = cut["sole"] * profile(at, (8.0, 1.0), (24.0, draws.uniform(1.0, 1.5)))
    # A heel block is the sole's colour from the ground up to the lift.
    edge = np.maximum(bottom + thick, (at > cut["heel_at"]) * (cut["lift"] + cut["sole"]))
    canvas.shade(below(h, columns(edge)), cut["sole_light"][:, :, None])
    tread = near(h, columns(bottom), 0.3)
    canvas.shade(tread, draws.uniform(-0.6, 0.0)[:, :, None])
    canvas.shade(near(h, columns(edge), 0.0), draws.uniform(-0.7, 0.0)[:, :, None])
