"""Bags from the front: a body, perhaps a flap, and handles or a strap."""

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
    patch,
    profile,
    rows,
    steepness,
)
from sandbox.labs.data.garments.draws import Chance, Cut, Draws, Floats, Range


@dataclass(frozen=True, kw_only=True)
class Bag(Fabric):
    """A style of bag: half-widths and heights in units that are scaled to fill the frame."""

    top: Range = (11.0, 14.0)
    bottom: Range = (12.0, 14.0)
    bulge: Range = (-0.5, 0.8)
    body: Range = (12.0, 17.0)
    """The body's height."""
    corner: Range = (0.5, 2.5)
    handle: Range = (0.0, 0.0)
    """The handle's height above the body."""
    grip: Range = (4.0, 7.5)
    """Half the distance between the handle's ends."""
    thick: Range = (0.4, 1.0)
    arch: Range = (0.5, 1.2)
    """The handle's outline: pointed, a parabola or round."""
    strap: Chance = 0.0
    """A long strap that hangs down at one side."""
    flap: Chance = 0.2
    clasp: Chance = 0.4
    seams: Chance = 0.4
    logo: Chance = 0.15


CLUTCH = Bag(
    light=0.74,
    bright=(0.66, 0.92),
    body=(12.5, 19.0),
    strap=0.3,
    weave=(0.0, 0.07),
    folds=(0.02, 0.1),
    printed=0.05,
    checks=0.03,
    stripes=0.03,
)
SATCHEL = replace(CLUTCH, flap=0.85, strap=0.65, body=(16.0, 21.0), clasp=0.6)
HANDBAG = replace(
    CLUTCH, top=(9.0, 13.0), handle=(6.0, 13.0), strap=0.15, body=(13.0, 18.0), seams=0.6
)
TOTE = replace(
    CLUTCH,
    top=(9.5, 14.0),
    bottom=(8.5, 12.5),
    body=(15.0, 19.0),
    handle=(9.0, 15.0),
    grip=(2.5, 5.5),
    corner=(0.2, 1.5),
    strap=0.0,
)
HOBO = replace(
    CLUTCH,
    top=(6.0, 10.0),
    bulge=(0.5, 2.5),
    handle=(7.0, 13.0),
    grip=(6.0, 9.5),
    corner=(2.0, 5.0),
)
TALL = replace(
    CLUTCH,
    top=(8.0, 11.0),
    bottom=(8.0, 11.5),
    body=(22.0, 27.0),
    handle=(0.0, 4.0),
    corner=(1.0, 4.0),
)
STYLES = {CLUTCH: 0.2, SATCHEL: 0.2, HANDBAG: 0.3, TOTE: 0.17, HOBO: 0.1, TALL: 0.03}


def draw(draws: Draws) -> Floats:
    """Brightness (n, 28, 28), 0 to about 1, of n bags."""
    cut = draws.cut(STYLES)
    cut["grip"] = np.minimum(cut["grip"], cut["top"] - 0.8)
    half = np.maximum(cut["top"], cut["bottom"]) + np.maximum(cut["bulge"], 0) + cut["strap"]
    canvas = Drawing(2 * half, cut["body"] + cut["handle"])
    light = base(cut)
    x = canvas.x - draws.uniform(-0.4, 0.4)[:, :, None]
    side = np.abs(x)
    down = canvas.rows - cut["handle"]
    _paint_handle(canvas, draws, cut, side, light)
    _paint_strap(canvas, draws, cut, x, light)
    body = _paint_body(canvas, draws, cut, side, down, light)
    dress_in_cloth(canvas, draws, cut)
    _paint_trims(canvas, draws, cut, side, down, body)
    return canvas.light


def _paint_handle(canvas: Drawing, draws: Draws, cut: Cut, side: Floats, light: Floats) -> None:
    tall = np.maximum(cut["handle"], 0.1)

    def reach(rise: Floats) -> Floats:
        """Half-width of an arch at each row, `rise` tall."""
        left = np.clip((tall - canvas.rows) / np.maximum(rise, 0.1), 0, 1)
        curve: Floats = (1 - left ** (2 * cut["arch"])) ** (0.5 / np.minimum(cut["arch"], 1))
        return curve

    thick = cut["thick"] * 2
    outer = cut["grip"] * reach(tall) - np.float32(0.8) * (canvas.rows < 0)
    inner = (cut["grip"] - thick) * reach(tall - thick) - 0.6
    cover = below(side, rows(outer)) * below(-side, rows(-inner))
    cover *= below(canvas.y, (cut["handle"] + 1.5)[:, :, None])
    cover *= (cut["handle"] > 1)[:, :, None]
    canvas.paint(cover, light * draws.uniform(0.6, 1.15)[:, :, None])


def _paint_strap(canvas: Drawing, draws: Draws, cut: Cut, x: Floats, light: Floats) -> None:
    """A strap that leaves the body at one upper corner and bows out beside it."""
    turn = 1 - 2 * draws.chance(0.25)
    along = np.clip((canvas.rows - cut["handle"]) / cut["body"], 0, 1)
    bow = draws.uniform(0.3, 1.8) * np.sin(np.pi * along) + draws.uniform(-0.4, 0.4)
    place = -(np.maximum(cut["top"], cut["bottom"]) + bow - 0.3) * turn
    cover = near(x, rows(place), 0.1)
    cover *= below(-canvas.y, -(cut["handle"] + draws.uniform(0, 3))[:, :, None])
    cover *= cut["strap"][:, :, None]
    canvas.paint(cover, light * draws.uniform(0.5, 1.2)[:, :, None])


def _paint_body(
    canvas: Drawing, draws: Draws, cut: Cut, side: Floats, down: Floats, light: Floats
) -> Floats:
    tall, corner = cut["body"], cut["corner"]
    width = profile(
        down,
        (0.0, cut["top"]),
        (tall * 0.5, (cut["top"] + cut["bottom"]) / 2 + cut["bulge"]),
        (tall, cut["bottom"]),
    )
    # Round corners: the closer to the upper or lower edge, the more is taken off.
    edge = np.minimum(down, tall - down)
    miss = np.clip(1 - edge / np.maximum(corner, 0.1), 0, 1)
    width -= corner * (1 - np.sqrt(1 - miss * miss))
    cover = below(side, rows(width), rows(steepness(width)))
    y = rows(down)
    cover *= between(y, 0.0, tall[:, :, None])
    shade = side * (1 / np.maximum(rows(width), 1))
    shade *= shade
    shade *= -draws.uniform(-0.08, 0.2)[:, :, None]
    shade += 1
    shade *= rows(light[:, 0] * (1 + draws.uniform(-0.25, 0.2) * (down / tall)))
    canvas.paint(cover, shade)
    return cover


def _paint_trims(
    canvas: Drawing, draws: Draws, cut: Cut, side: Floats, down: Floats, body: Floats
) -> None:
    y, tall = rows(down), cut["body"]
    edge = (tall * draws.uniform(0.3, 0.75))[:, :, None]
    edge = edge + draws.uniform(-0.12, 0.25)[:, :, None] * (6 - side)
    flap = body * cut["flap"][:, :, None]
    canvas.shade(below(y, edge) * flap, draws.uniform(-0.15, 0.15)[:, :, None])
    canvas.shade(near(y, edge, 0.1) * flap, draws.uniform(-0.6, -0.1)[:, :, None])
    line = near(y, (tall * draws.uniform(0.08, 0.3))[:, :, None], 0.1) * body
    canvas.shade(line * cut["seams"][:, :, None], draws.uniform(-0.6, 0.15)[:, :, None])
    upright = near(side, draws.uniform(3, 9)[:, :, None], 0.2) * body
    canvas.shade(upright * cut["seams"][:, :, None], draws.uniform(-0.35, 0.15)[:, :, None])
    wide, high = draws.uniform(0.3, 2.2), draws.uniform(0.3, 1.4)
    middle = tall * draws.uniform(0.2, 0.6)
    clasp = below(side, wide[:, :, None]) * near(y, middle[:, :, None], high[:, :, None])
    canvas.shade(clasp * cut["clasp"][:, :, None], draws.uniform(-0.8, 0.35)[:, :, None])
    box = below(side, draws.uniform(3, 9)[:, :, None]) * near(y, (tall * 0.55)[:, :, None], 4.0)
    patch(canvas, draws, box, cut["logo"])
