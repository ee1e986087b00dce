"""Grey pictures in character cells: half blocks in greys, or shades where colour is scarce."""

from functools import cache

import numpy as np
from rich.style import Style
from textual.strip import Strip

from sandbox.engine.arrays import Array
from sandbox.ui.canvas import line
from sandbox.ui.glyphs import Glyphs
from sandbox.ui.inks import Inks

LEVELS = 24
"""Greys that are told apart; fewer make lines shorter on the wire."""


def shrink(pixels: Array, by: int) -> Array:
    """Every `by` × `by` pixels (H, W) made into their mean."""
    height, width = (size // by * by for size in pixels.shape)
    blocks = pixels[:height, :width].reshape(height // by, by, width // by, by)
    mean: Array = blocks.mean(axis=(1, 3))
    return mean


def drawn(pixels: Array, inks: Inks, glyphs: Glyphs) -> list[Strip]:
    """A picture (H, W) of 0 to 255 in H/2 lines of W cells: a cell is two pixels high."""
    if pixels.shape[0] % 2:
        pixels = np.vstack([pixels, np.zeros_like(pixels[:1])])
    if glyphs.ascii or inks.colours <= 16:
        return _shaded(pixels, inks, glyphs)
    levels = np.rint(np.asarray(pixels, np.float64) * (LEVELS - 1) / 255).astype(int)
    lines = []
    for upper, lower in zip(levels[::2].tolist(), levels[1::2].tolist(), strict=True):
        pieces = [
            ("▀" if up != down else " ", _grey(up, down))
            for up, down in zip(upper, lower, strict=True)
        ]
        lines.append(line(len(pieces), pieces))
    return lines


def _shaded(pixels: Array, inks: Inks, glyphs: Glyphs) -> list[Strip]:
    means = (pixels[::2].astype(np.float64) + pixels[1::2]) / 2
    shades = np.rint(means * (len(glyphs.shades) - 1) / 255).astype(int)
    return [
        line(len(row), [("".join(glyphs.shades[shade] for shade in row), inks.plain)])
        for row in shades.tolist()
    ]


@cache
def _grey(up: int, down: int) -> Style:
    ground = _colour(down)
    return Style(bgcolor=ground) if up == down else Style(color=_colour(up), bgcolor=ground)


def _colour(level: int) -> str:
    value = round(level * 255 / (LEVELS - 1))
    return f"#{value:02x}{value:02x}{value:02x}"
