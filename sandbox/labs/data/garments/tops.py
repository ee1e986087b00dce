"""Shirts, pullovers, coats, dresses: one figure with other proportions."""

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
    unit,
)
from sandbox.labs.data.garments.draws import Chance, Cut, Draws, Floats, Range


@dataclass(frozen=True, kw_only=True)
class Figure(Fabric):
    """A style of top or dress. Lengths in pixels of a picture 28 high; widths are half-widths.

    Rows count from the top; without sleeves, `sleeve_end` is 0.
    """

    length: Range = (28.0, 28.0)
    rise: Range = (0.0, 0.6)
    """How far collar, roll neck or hood stand above the shoulders."""
    neck: Range = (2.2, 3.6)
    depth: Range = (0.8, 2.6)
    """How far down the front the neck is open."""
    vee: Chance = 0.2
    slope: Range = (1.0, 2.6)
    """Rows from the neck's edge down to the shoulder's tip."""
    shoulder: Range = (6.6, 8.0)
    arm: Range = (7.0, 9.0)
    """Row of the armpit."""
    chest: Range = (6.4, 7.6)
    waist: Range = (6.2, 7.6)
    waist_row: Range = (13.0, 18.0)
    hem: Range = (6.6, 8.0)
    hem_curve: Range = (-0.4, 0.4)
    """How many rows the hem hangs lower in the middle than at the sides."""
    tail: Range = (0.0, 0.6)
    """How many rows short of `length` the body ends; long sleeves hang lower."""
    sleeve_end: Range = (0.0, 0.0)
    sleeve_out: Range = (10.5, 12.5)
    elbow: Range = (0.8, 1.1)
    """How much of its way out the sleeve has come beside the armpit."""
    cuff: Range = (2.6, 3.4)
    slant: Range = (0.0, 0.2)
    crease: Range = (0.1, 0.6)
    """How dark the line between sleeve and body is; below 0, how light."""
    sleeve_shade: Range = (-0.1, 0.18)
    raglan: Chance = 0.03
    """Sleeves of another colour."""
    zipped: Chance = 0.0
    buttons: Chance = 0.0
    collar: Chance = 0.0
    open_front: Chance = 0.0
    pockets: Chance = 0.0
    logo: Chance = 0.0
    rib: Range = (0.0, 1.0)
    """Width of the band around the neck."""
    belt: Chance = 0.0
    yoke: Chance = 0.05
    """Shoulders of another shade."""
    border: Chance = 0.2
    """A ribbed hem."""


def draw(draws: Draws, styles: dict[Figure, float]) -> Floats:
    """Brightness (n, 28, 28), 0 to about 1, of n garments in a mixture of styles."""
    cut = draws.cut(styles)
    build = draws.uniform(0.93, 1.07)
    for name in ("shoulder", "chest", "waist", "hem", "sleeve_out"):
        cut[name] = cut[name] * build
    sleeved = cut["sleeve_end"] > 0
    out = np.where(sleeved, np.maximum(cut["sleeve_out"], cut["chest"]), cut["chest"])
    out = np.maximum(np.maximum(out, cut["hem"]), cut["shoulder"])
    canvas = Drawing(2 * out, np.maximum(cut["sleeve_end"], cut["length"] - cut["tail"]))
    light = base(cut)
    # One side hangs a little lower or further out than the other: distances from a bent middle.
    middle = draws.uniform(-0.5, 0.5) + canvas.rows * draws.uniform(-0.025, 0.025)
    u = canvas.x - rows(middle)
    side = np.abs(u)
    body = _body(canvas, cut)
    _paint_sleeves(canvas, draws, cut, side, light)
    torso = _paint_torso(canvas, draws, cut, side, body, light)
    dress_in_cloth(canvas, draws, cut)
    _paint_front(canvas, draws, cut, u, side, torso)
    _open_neck(canvas, draws, cut, side, light)
    return canvas.light


def _body(canvas: Drawing, cut: Cut) -> Floats:
    """Half-width of the body at each row (n, 28)."""
    neck, rise = cut["neck"], cut["rise"]
    tip = rise + cut["slope"]
    low = np.maximum(cut["waist_row"], cut["arm"] + 2)
    return profile(
        canvas.rows,
        (rise, neck + 0.4),
        (tip, cut["shoulder"]),
        (cut["arm"] - 1.5, (cut["shoulder"] + cut["chest"]) / 2 - 0.3),
        (cut["arm"], cut["chest"]),
        (low, cut["waist"]),
        (cut["length"], cut["hem"]),
    )


def _paint_sleeves(canvas: Drawing, draws: Draws, cut: Cut, side: Floats, light: Floats) -> None:
    tip, end = cut["rise"] + cut["slope"], cut["sleeve_end"]
    bulge = np.minimum(cut["arm"], tip + (end - tip) * 0.5)
    way = cut["shoulder"] + (cut["sleeve_out"] - cut["shoulder"]) * cut["elbow"]
    outer = profile(
        canvas.rows,
        (cut["rise"], cut["neck"]),
        (tip, cut["shoulder"]),
        (bulge, way),
        (end, cut["sleeve_out"]),
    )
    inner_end = cut["sleeve_out"] - cut["cuff"]
    inner = profile(
        canvas.rows,
        (tip, cut["shoulder"] - 4),
        (cut["arm"], np.minimum(cut["chest"] - 0.4, inner_end)),
        (end, inner_end),
    )
    cover = below(side, rows(outer), rows(steepness(outer)))
    cover *= below(-side, rows(-inner))
    # A sleeve ends at right angles to itself: its outer corner lies higher.
    edge = rows(end) + cut["slant"][:, :, None] * (rows(cut["sleeve_out"]) - side)
    cover *= below(canvas.y, edge)
    cover *= cut["sleeve_end"][:, :, None] > 0
    own = np.where(cut["raglan"] > 0, draws.uniform(0.15, 0.95), light[:, 0])
    # Sleeves are round: lighter along their middle.
    round_off = side - rows((outer + inner) / 2)
    round_off *= round_off
    round_off *= np.float32(-0.03)
    round_off += 1
    round_off *= rows(own * (1 + cut["sleeve_shade"]))
    canvas.paint(cover, round_off)
    canvas.shade(near(side, rows(inner), 0.2) * cover, -cut["crease"][:, :, None])


def _paint_torso(
    canvas: Drawing, draws: Draws, cut: Cut, side: Floats, body: Floats, light: Floats
) -> Floats:
    """Paint the body; its cover (n, 28, 28) comes back."""
    cover = below(side, rows(body), rows(steepness(body)))
    bow = side * (1 / np.maximum(rows(body), 1))
    bow *= bow
    edge = (cut["length"] - cut["tail"])[:, :, None] - cut["hem_curve"][:, :, None] * bow
    cover *= between(canvas.y, 0.0, edge)
    bow *= -draws.uniform(0.0, 0.22)[:, :, None]
    bow += 1
    bow *= light
    # Where a sleeve lies beside the body, the seam between them is dark.
    seam = near(side, rows(body - 0.3), 0.1)
    seam *= (cut["crease"] * (cut["sleeve_end"] > 0))[:, :, None]
    seam *= below(-canvas.y, rows(-cut["arm"]))
    bow *= 1 - seam
    canvas.paint(cover, bow)
    yoke = canvas.y < rows(cut["arm"] + draws.uniform(-2, 2))
    canvas.shade(yoke * cut["yoke"][:, :, None], draws.uniform(-0.6, 0.25)[:, :, None])
    return cover


def _paint_front(
    canvas: Drawing, draws: Draws, cut: Cut, u: Floats, side: Floats, torso: Floats
) -> None:
    y = canvas.y
    line = draws.uniform(-0.6, 0.25) * np.maximum(cut["zipped"], cut["buttons"] * 0.5)
    canvas.shade(near(u, 0.0, 0.0), line[:, :, None])
    place = canvas.rows / draws.uniform(2.6, 4.5)
    dots = (np.abs(place - np.floor(place) - 0.5) < 0.17) & (canvas.rows > cut["depth"] + 1)
    dots = dots & (cut["buttons"] > 0)
    buttons = near(u, 0.3, 0.0) * rows(dots.astype(np.float32))
    canvas.shade(buttons, draws.uniform(-0.6, -0.2)[:, :, None])
    # An open front shows what is worn below, in a wedge from the neck down.
    wedge = profile(canvas.rows, (0.0, cut["neck"]), (draws.uniform(9, 26), 0.3))
    has = cut["open_front"][:, :, None]
    canvas.shade(below(side, rows(wedge)) * has, draws.uniform(-0.75, 0.1)[:, :, None])
    canvas.shade(near(side, rows(wedge + 1.6), 0.2) * has, -0.25)
    _paint_trims(canvas, draws, cut, side, torso)
    wide, top, high = draws.uniform(2, 5), draws.uniform(6, 11), draws.uniform(2, 9)
    box = below(side, wide[:, :, None]) * between(y, top[:, :, None], (top + high)[:, :, None])
    patch(canvas, draws, box, cut["logo"])


def _paint_trims(canvas: Drawing, draws: Draws, cut: Cut, side: Floats, torso: Floats) -> None:
    y = canvas.y
    pocket_row = draws.uniform(17, 21)
    tilt = draws.uniform(0, 0.8)[:, :, None]
    slit = near(y - side * tilt, rows(pocket_row) - 4 * tilt, 0.0) * between(side, 3.0, 6.0)
    canvas.shade(slit * cut["pockets"][:, :, None], -0.35)
    hem = below(-y, -(cut["length"] - cut["tail"] - draws.uniform(1.5, 3))[:, :, None])
    canvas.shade(hem * cut["border"][:, :, None], draws.uniform(-0.3, 0.15)[:, :, None])
    belt = near(y, rows(cut["waist_row"]), 0.4) * torso
    canvas.shade(belt * cut["belt"][:, :, None], draws.uniform(-0.8, 0.2)[:, :, None])
    collar = below(side, rows(cut["neck"] + 1.6)) * below(y, rows(cut["rise"] + 3.0))
    canvas.shade(collar * cut["collar"][:, :, None], draws.uniform(-0.35, 0.2)[:, :, None])
    tips = near(side + y, rows(cut["neck"] + cut["rise"] + 4.2), 0.0)
    tips *= below(y, rows(cut["rise"] + 4.0))
    canvas.shade(tips * cut["collar"][:, :, None], -0.3)


def _open_neck(canvas: Drawing, draws: Draws, cut: Cut, side: Floats, light: Floats) -> None:
    """Cut the opening; behind it the inside of the back is seen, then nothing."""
    depth, neck = cut["depth"], cut["neck"]
    down = unit(canvas.rows / np.maximum(depth, 0.3))
    vee = 1 - down
    curve = np.sqrt(1 - down * down)
    hole = neck * np.where(cut["vee"] > 0, vee, curve) - np.float32(0.5) * (down >= 1)
    cover = below(side, rows(hole))
    inside = light * draws.uniform(0.2, 0.75)[:, :, None]
    back = draws.uniform(-0.8, 1.2)
    rim = below(side, rows(hole + cut["rib"])) * below(canvas.y, (depth + cut["rib"])[:, :, None])
    canvas.shade(rim, draws.uniform(-0.4, 0.2)[:, :, None])
    canvas.paint(cover, inside * below(-canvas.y, -back[:, :, None]))


TEE = Figure(
    light=0.5,
    chest=(5.8, 7.2),
    waist=(5.6, 7.0),
    hem=(5.8, 7.4),
    sleeve_end=(7.5, 11.5),
    sleeve_out=(9.2, 12.2),
    cuff=(3.6, 5.2),
    slant=(0.1, 0.5),
    crease=(0.0, 0.3),
    logo=0.3,
    stripes=0.1,
    printed=0.06,
    border=0.1,
)
TANK = Figure(
    light=0.6,
    neck=(2.4, 4.0),
    depth=(2.0, 6.0),
    slope=(0.4, 1.2),
    shoulder=(3.8, 5.4),
    chest=(5.5, 7.0),
    waist=(5.5, 7.5),
    hem=(6.0, 8.5),
    printed=0.12,
)
WIDE = replace(
    TEE,
    length=(19.0, 27.0),
    chest=(7.0, 8.5),
    waist=(7.5, 9.5),
    hem=(7.0, 9.5),
    sleeve_out=(12.5, 14.0),
    sleeve_end=(8.5, 13.0),
)
SWEATER = Figure(
    light=0.5,
    neck=(2.2, 3.4),
    depth=(0.4, 1.8),
    tail=(0.5, 5.5),
    slope=(1.2, 2.8),
    shoulder=(6.4, 8.0),
    chest=(5.8, 7.2),
    waist=(5.4, 7.0),
    hem=(5.4, 7.0),
    sleeve_end=(25.0, 28.5),
    sleeve_out=(8.1, 10.5),
    cuff=(2.1, 3.1),
    crease=(-0.5, 0.9),
    logo=0.15,
    stripes=0.14,
    printed=0.06,
    raglan=0.06,
    border=0.35,
)
ROLL_NECK = replace(SWEATER, rise=(1.2, 2.6), depth=(0.0, 0.4), logo=0.02)
HOODIE = replace(
    SWEATER, rise=(2.4, 4.0), neck=(3.4, 4.6), depth=(0.0, 1.0), logo=0.3, pockets=0.5, collar=0.8
)
BUTTONED = Figure(
    light=0.42,
    rise=(0.4, 1.4),
    neck=(1.8, 2.8),
    depth=(0.6, 2.2),
    vee=0.6,
    tail=(0.0, 3.5),
    slope=(1.2, 2.8),
    shoulder=(6.2, 7.8),
    chest=(5.5, 7.0),
    waist=(5.4, 7.0),
    hem=(5.6, 7.4),
    hem_curve=(0.0, 2.4),
    sleeve_end=(22.0, 28.0),
    sleeve_out=(8.2, 10.4),
    cuff=(2.1, 3.2),
    crease=(-0.5, 0.9),
    buttons=0.75,
    collar=0.75,
    checks=0.16,
    columns=0.06,
    printed=0.2,
    pockets=0.1,
    folds=(0.03, 0.12),
)
SHORT_BUTTONED = replace(
    BUTTONED,
    tail=(0.0, 0.6),
    sleeve_end=(8.0, 11.0),
    sleeve_out=(10.0, 12.2),
    cuff=(3.5, 5.0),
    slant=(0.1, 0.4),
)
BLOUSE = replace(
    TEE,
    light=0.4,
    depth=(1.0, 4.0),
    hem=(6.6, 9.5),
    hem_curve=(-0.5, 2.0),
    sleeve_end=(7.0, 16.0),
    folds=(0.05, 0.16),
    printed=0.35,
    logo=0.08,
)
JACKET = Figure(
    light=0.86,
    bright=(0.74, 0.95),
    rise=(0.6, 2.2),
    neck=(2.2, 3.6),
    depth=(0.2, 2.0),
    vee=0.5,
    tail=(0.4, 6.0),
    slope=(1.4, 3.0),
    shoulder=(6.8, 8.2),
    chest=(6.0, 7.5),
    waist=(5.7, 7.4),
    hem=(5.7, 7.4),
    sleeve_end=(23.0, 28.0),
    sleeve_out=(8.3, 10.8),
    elbow=(0.5, 0.9),
    cuff=(2.5, 3.6),
    crease=(0.1, 0.6),
    zipped=0.6,
    buttons=0.3,
    collar=0.6,
    pockets=0.45,
    open_front=0.2,
    folds=(0.03, 0.13),
    weave=(0.0, 0.06),
    printed=0.03,
    stripes=0.04,
    border=0.25,
)
LONG_COAT = replace(
    JACKET,
    tail=(0.0, 0.6),
    shoulder=(5.4, 6.8),
    chest=(5.2, 6.4),
    waist=(5.0, 6.4),
    hem=(5.8, 7.8),
    arm=(6.0, 7.5),
    sleeve_end=(17.0, 22.0),
    sleeve_out=(7.4, 9.6),
    cuff=(2.0, 2.8),
    belt=0.15,
    open_front=0.35,
    border=0.0,
)
SHIFT = Figure(
    light=0.74,
    bright=(0.7, 0.95),
    neck=(1.8, 3.2),
    depth=(0.8, 5.0),
    slope=(0.5, 1.6),
    shoulder=(3.2, 5.3),
    arm=(5.0, 7.0),
    chest=(4.2, 5.7),
    waist=(3.8, 5.5),
    waist_row=(9.5, 13.0),
    hem=(4.2, 6.6),
    printed=0.18,
    stripes=0.06,
    belt=0.2,
    folds=(0.03, 0.14),
    border=0.05,
)
FLARED = replace(SHIFT, hem=(5.8, 8.8), waist=(3.2, 4.6))
SHORT_SLEEVED = replace(
    SHIFT,
    shoulder=(4.2, 5.4),
    sleeve_end=(5.5, 8.5),
    sleeve_out=(6.4, 8.6),
    cuff=(2.2, 3.2),
    slant=(0.1, 0.4),
)
LONG_SLEEVED = replace(
    SHORT_SLEEVED, sleeve_end=(12.0, 19.0), sleeve_out=(6.8, 9.6), cuff=(1.6, 2.4)
)

T_SHIRTS = {TEE: 0.7, TANK: 0.13, WIDE: 0.06, BLOUSE: 0.08, SHIFT: 0.03}
PULLOVERS = {SWEATER: 0.66, ROLL_NECK: 0.12, HOODIE: 0.13, BUTTONED: 0.04, JACKET: 0.05}
COATS = {JACKET: 0.6, LONG_COAT: 0.26, HOODIE: 0.06, BUTTONED: 0.04, SWEATER: 0.04}
SHIRTS = {
    BUTTONED: 0.54,
    SHORT_BUTTONED: 0.12,
    BLOUSE: 0.15,
    TEE: 0.04,
    SWEATER: 0.09,
    TANK: 0.03,
    JACKET: 0.03,
    SHIFT: 0.02,
}
DRESSES = {
    SHIFT: 0.36,
    FLARED: 0.19,
    SHORT_SLEEVED: 0.17,
    LONG_SLEEVED: 0.18,
    TANK: 0.05,
    BLOUSE: 0.03,
    LONG_COAT: 0.02,
}
