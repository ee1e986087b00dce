"""Small pictures in rows, two pixels a cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import ClassVar

import numpy as np
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from sandbox.engine.arrays import Array
from sandbox.labs.pictures import Captioned, Images
from sandbox.ui.terminal.canvas import hstack, make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import ljust, truncate
from sandbox.ui.widgets.pictures.picture_view import PictureView

LEVELS = 24
"""Greys that are told apart; fewer make lines shorter on the wire."""


def shrink(pixels: Array, by: int) -> Array:
    """Every `by` × `by` pixels (H, W) made into their mean."""
    height, width = (size // by * by for size in pixels.shape)
    blocks = pixels[:height, :width].reshape(height // by, by, width // by, by)
    mean: Array = blocks.mean(axis=(1, 3))
    return mean


def drawn(pixels: Array, styles: TextStyles, glyphs: Glyphs) -> list[Strip]:
    """A picture (H, W) of 0 to 255 in H/2 lines of W cells: a cell is two pixels high."""
    if pixels.shape[0] % 2:
        pixels = np.vstack([pixels, np.zeros_like(pixels[:1])])
    if glyphs.ascii or styles.colours <= 16:
        return _shaded(pixels, styles, glyphs)
    levels = np.rint(np.asarray(pixels, np.float64) * (LEVELS - 1) / 255).astype(int)
    lines = []
    for upper, lower in zip(levels[::2].tolist(), levels[1::2].tolist(), strict=True):
        pieces = [
            ("▀" if up != down else " ", _grey(up, down))
            for up, down in zip(upper, lower, strict=True)
        ]
        lines.append(make_strip(len(pieces), pieces))
    return lines


def _shaded(pixels: Array, styles: TextStyles, glyphs: Glyphs) -> list[Strip]:
    means = (pixels[::2].astype(np.float64) + pixels[1::2]) / 2
    shades = np.rint(means * (len(glyphs.shades) - 1) / 255).astype(int)
    return [
        make_strip(len(row), [("".join(glyphs.shades[shade] for shade in row), styles.plain)])
        for row in shades.tolist()
    ]


@cache
def _grey(up: int, down: int) -> Style:
    ground = _colour(down)
    return Style(bgcolor=ground) if up == down else Style(color=_colour(up), bgcolor=ground)


def _colour(level: int) -> str:
    value = round(level * 255 / (LEVELS - 1))
    return f"#{value:02x}{value:02x}{value:02x}"


GAP = 1
CAPTION = 2
"""Lines below a picture: the guess, and whether it is right."""


@dataclass(frozen=True)
class Layout:
    """How the room is used: thumbnails in rows and columns, and perhaps one picture in full."""

    large: int
    """Cells that the chosen picture takes in full; 0 where it is not shown so."""
    shrunk: int
    """1 where the tiles are of full size, 2 where they are thumbnails."""
    tile: tuple[int, int]
    columns: int
    rows: int


class ImagesView(PictureView, can_focus=True):
    """As many pictures as fit; arrows choose one, which the last line spells out."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", show=False),
        Binding("right", "move(1)", show=False),
        Binding("up", "row(-1)", show=False),
        Binding("down", "row(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-100000)", show=False),
        Binding("end", "move(100000)", show=False),
    ]
    HINTS = (("↑↓←→", "image"),)

    picture: Images

    def renew(self) -> None:
        """The choice stays at its place in the gallery."""
        self.chosen = min(getattr(self, "chosen", 0), max(len(self.picture.captions) - 1, 0))
        self._first = getattr(self, "_first", 0)
        self._layout = Layout(0, 2, (14, 7), 1, 1)

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """The chosen one in full where there is room, the others small beside it."""
        if not self.picture.captions:
            return [
                make_strip(
                    width, [(truncate(self.words("widgets.images.empty"), width), styles["dim"])]
                )
            ]
        self._layout = layout = self._laid_out(width, height)
        self._into_view(layout)
        tiles = self._tiles(layout, height - 1, styles)
        if layout.large:
            large = self._tile(self.chosen, 1, layout.large, styles, False)
            tiles = hstack([large, tiles], [layout.large, width - layout.large - GAP], GAP)
        return self.with_status(tiles[: height - 1], width, height, styles)

    @property
    def status(self) -> str:
        """The chosen picture in a sentence."""
        caption = self.picture.captions[self.chosen]
        key = "widgets.images.right" if caption.right else "widgets.images.wrong"
        return self.words(
            key,
            number=self.chosen + 1,
            count=len(self.picture.captions),
            guess=self.glossary.label("class", caption.guess),
            truth=self.glossary.label("class", caption.truth),
            percent=_percent(caption),
        )

    def action_move(self, by: int) -> None:
        """Choose the next picture or the one before."""
        self.chosen = min(max(self.chosen + by, 0), max(len(self.picture.captions) - 1, 0))
        self.repaint()

    def action_row(self, by: int) -> None:
        """Choose the picture below or above."""
        target = self.chosen + by * self._layout.columns
        if 0 <= target < len(self.picture.captions):
            self.action_move(target - self.chosen)

    def action_page(self, by: int) -> None:
        """A screenful on or back."""
        self.action_move(by * self._layout.columns * self._layout.rows)

    def on_click(self, event: events.Click) -> None:
        """Choose the picture under the mouse."""
        layout, at = self._layout, event.get_content_offset(self)
        if at is None:
            return
        x = at.x - (layout.large + GAP if layout.large else 0)
        column, row = x // (layout.tile[0] + GAP), at.y // (layout.tile[1] + CAPTION)
        index = self._first + row * layout.columns + column
        if x >= 0 and column < layout.columns and index < len(self.picture.captions):
            self.action_move(index - self.chosen)

    def _laid_out(self, width: int, height: int) -> Layout:
        high, wide = self.picture.pixels.shape[1:]
        # A caption may be a cell wider than its picture.
        full, small = (wide + 1, (high + 1) // 2), ((wide + 1) // 2 + 1, (high + 3) // 4)
        count = len(self.picture.captions)
        columns = max((width + GAP) // (full[0] + GAP), 1)
        rows = (height - 1) // (full[1] + CAPTION)
        if rows and columns * rows >= min(count, 4):
            return Layout(0, 1, full, columns, rows)
        room = width - full[0] - GAP
        large = full[0] if rows and (room + GAP) // (small[0] + GAP) >= 2 else 0
        columns = max(((room if large else width) + GAP) // (small[0] + GAP), 1)
        return Layout(large, 2, small, columns, max((height - 1) // (small[1] + CAPTION), 1))

    def _into_view(self, layout: Layout) -> None:
        row, first = self.chosen // layout.columns, self._first // layout.columns
        first = min(max(first, row - layout.rows + 1), row)
        self._first = first * layout.columns

    def _tiles(self, layout: Layout, height: int, styles: TextStyles) -> list[Strip]:
        lines: list[Strip] = []
        count = len(self.picture.captions)
        for row in range(layout.rows):
            start = self._first + row * layout.columns
            indices = range(start, min(start + layout.columns, count))
            if not indices:
                break
            tiles = [
                self._tile(i, layout.shrunk, layout.tile[0], styles, i == self.chosen)
                for i in indices
            ]
            lines += hstack(tiles, [layout.tile[0]] * len(tiles), GAP)
        return lines[:height]

    def _tile(
        self, index: int, shrunk: int, width: int, styles: TextStyles, marked: bool
    ) -> list[Strip]:
        """A picture and its caption."""
        pixels, caption = self.picture.pixels[index], self.picture.captions[index]
        rows = drawn(pixels if shrunk == 1 else shrink(pixels, shrunk), styles, self.glyphs)
        guess = self.glossary.label("class", caption.guess)
        mark = self.glyphs.pointer if marked else ""
        percent = f" {_percent(caption)}%"
        name = truncate(guess, width - len(mark) - len(percent), self.glyphs.ellipsis)
        first = ljust(f"{mark}{name}{percent}", width, self.glyphs.ellipsis)
        style = styles["cursor" if self.has_focus else "blurred"] if marked else styles.plain
        return [*rows, make_strip(width, [(first, style)]), self._verdict(caption, width, styles)]

    def _verdict(self, caption: Captioned, width: int, styles: TextStyles) -> Strip:
        """Whether the guess is right, by a sign and in words."""
        if caption.right:
            text = f"{self.glyphs.good} {self.words('widgets.images.good')}"
            return make_strip(
                width, [(truncate(text, width, self.glyphs.ellipsis), styles["good"])]
            )
        truth = self.glossary.label("class", caption.truth)
        text = f"{self.glyphs.bad} {self.words('widgets.images.bad', truth=truth)}"
        return make_strip(width, [(truncate(text, width, self.glyphs.ellipsis), styles["bad"])])


def _percent(caption: Captioned) -> str:
    share = caption.probability
    return f"{100 * share:.0f}" if isfinite(share) else "?"
