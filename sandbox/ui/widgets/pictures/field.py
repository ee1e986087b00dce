"""A field over a piece of the plane, two rows a line of cells, and the points on it."""

from collections.abc import Sequence

import numpy as np
from rich.style import Style
from textual.strip import Strip

from sandbox.engine.arrays import Array
from sandbox.labs.pictures import Field
from sandbox.ui.terminal.canvas import make_strip
from sandbox.ui.terminal.styles import LEVELS, TextStyles
from sandbox.ui.terminal.text import rjust, truncate
from sandbox.ui.widgets.pictures.bar_scale import Pieces
from sandbox.ui.widgets.pictures.picture_view import PictureView

WEAKEST = 2
"""The level of a value that is hardly different from 0: its side can still be seen."""

RIGHT, WRONG = 0, 2
"""Added to a point's class: what stands in its cell. Wrong ones stand over right ones."""


class FieldView(PictureView):
    """Two hues, or two kinds of shade: which side of 0 a place is on, and how far.

    A point's glyph is that of its class, or a cross where the field is on the other side.
    """

    picture: Field

    def renew(self) -> None:
        """Values that can be drawn: what is no number is on neither side."""
        self._values = np.clip(
            np.nan_to_num(np.asarray(self.picture.values, np.float64), nan=0.0), -1, 1
        )
        self._halves: dict[tuple[int, int], Style] = {}
        self._halves_of: TextStyles | None = None

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """Legend, field with its limits, and the limits of x below."""
        if not self._values.size or height < 4 or width < 12:
            return [self._legend(width, styles)]
        texts = [_short(value, self.glyphs.minus) for value in self.picture.y_limits[::-1]]
        across, up = self.picture.axes
        margin = max(map(len, (*texts, up))) + 1 if width >= 24 else 0
        rows, columns = height - 2, width - margin
        cells = self._cells(rows, columns, styles)
        self._place(cells, rows, columns, styles)
        sides = [texts[0], *[""] * (rows - 2), texts[1]] if margin else [""] * rows
        if margin and rows > 2:
            sides[rows // 2] = up
        lines = [
            make_strip(
                width, [(rjust(side, margin - 1) if margin else "", styles["dim"]), gap, *row]
            )
            for side, row, gap in zip(
                sides, cells, [(" " if margin else "", styles.plain)] * rows, strict=True
            )
        ]
        return [self._legend(width, styles), *lines, self._below(width, margin, across, styles)]

    def _legend(self, width: int, styles: TextStyles) -> Strip:
        """What the glyphs stand for, each class on the ground of its side."""
        pieces: Pieces = []
        for number, glyph in enumerate(self.glyphs.classes):
            ground = self._ground(2 * number - 1.0, styles)
            word = self.words("widgets.field.class", number=number)
            pieces += [(f"{ground[0]}{glyph}{ground[0]}", ground[1]), (f" {word}   ", styles.plain)]
        pieces += [(self.glyphs.bad, styles["bad"])]
        pieces += [(f" {self.words('widgets.field.wrong')}", styles.plain)]
        return make_strip(width, pieces)

    def _below(self, width: int, margin: int, axis: str, styles: TextStyles) -> Strip:
        low, high = (_short(value, self.glyphs.minus) for value in self.picture.x_limits)
        space = f"{axis:^{max(width - margin - len(low) - len(high), 0)}}"
        return make_strip(
            width, [(truncate(f"{' ' * margin}{low}{space}{high}", width, ""), styles["dim"])]
        )

    def _cells(self, rows: int, columns: int, styles: TextStyles) -> list[Pieces]:
        """The field alone, cell by cell."""
        if not styles.heats or self.glyphs.ascii:
            values = resampled(self._values, rows, columns)
            return [[self._ground(value, styles) for value in row] for row in values.tolist()]
        levels = _levels(resampled(self._values, 2 * rows, columns))
        pairs = zip(levels[::2].tolist(), levels[1::2].tolist(), strict=True)
        return [
            [
                ("▀" if up != down else " ", self._half(up, down, styles))
                for up, down in zip(upper, lower, strict=True)
            ]
            for upper, lower in pairs
        ]

    def _place(self, cells: list[Pieces], rows: int, columns: int, styles: TextStyles) -> None:
        """The points over the field's cells."""
        x, y, signs = self._points(rows, columns)
        grounds = resampled(self._values, rows, columns)
        glyphs = (*self.glyphs.classes, self.glyphs.bad, self.glyphs.bad)
        order = np.argsort(signs, kind="stable")
        for column, row, sign in zip(
            x[order].tolist(), y[order].tolist(), signs[order].tolist(), strict=True
        ):
            _, ground = self._ground(float(grounds[row, column]), styles)
            cells[row][column] = (glyphs[sign], ground + Style(bold=True))

    def _points(self, rows: int, columns: int) -> tuple[Array, Array, Array]:
        """Column, row and sign of every point that lies in the picture."""
        points, labels = np.asarray(self.picture.points, np.float64), np.ravel(self.picture.labels)
        (left, right), (bottom, top) = self.picture.x_limits, self.picture.y_limits
        across = (points[:, 0] - left) / ((right - left) or 1.0)
        down = (top - points[:, 1]) / ((top - bottom) or 1.0)
        inside = (across >= 0) & (across <= 1) & (down >= 0) & (down <= 1)
        across, down, classes = across[inside], down[inside], labels[inside].astype(int)
        sides = _at(self._values, down, across) > 0
        signs = classes + np.where(sides == (classes > 0), RIGHT, WRONG)
        x = np.minimum((across * columns).astype(int), columns - 1)
        y = np.minimum((down * rows).astype(int), rows - 1)
        return x, y, signs

    def _ground(self, value: float, styles: TextStyles) -> tuple[str, Style]:
        """A whole cell of the field."""
        if styles.heats and not self.glyphs.ascii:
            return " ", styles.heats[LEVELS + int(_levels(np.array(value)))]
        if not value:
            return " ", styles.plain
        ramp = self.glyphs.sides[value > 0]
        return ramp[min(int(abs(value) * len(ramp)), len(ramp) - 1)], styles.plain

    def _half(self, up: int, down: int, styles: TextStyles) -> Style:
        """Two halves of a cell, each at its level."""
        if self._halves_of is not styles:
            self._halves, self._halves_of = {}, styles
        if (up, down) not in self._halves:
            upper, lower = (styles.heats[LEVELS + level].bgcolor for level in (up, down))
            self._halves[up, down] = Style(color=None if up == down else upper, bgcolor=lower)
        return self._halves[up, down]


def resampled(values: Array, rows: int, columns: int) -> Array:
    """The field (H, W) at the middles of rows × columns cells; its own first and last are edges."""
    down, across = ((np.arange(n) + 0.5) / n for n in (rows, columns))
    return _weights(down, values.shape[0]) @ values @ _weights(across, values.shape[1]).T


def _at(values: Array, down: Array, across: Array) -> Array:
    """The field at N places, given as shares of its height and width."""
    rows = _weights(down, values.shape[0]) @ values
    found: Array = (rows * _weights(across, values.shape[1])).sum(axis=1)
    return found


def _weights(shares: Array, size: int) -> Array:
    """For every share of an axis how much each of its `size` values counts: (N, size)."""
    place = shares[:, None] * (size - 1)
    weights: Array = np.maximum(1 - np.abs(place - np.arange(size)), 0)
    return weights


def _levels(values: Array) -> Array:
    """The level of each value: 0 for 0 alone, so that the border between the sides is sharp."""
    strength = WEAKEST + np.rint(np.abs(values) * (LEVELS - WEAKEST))
    levels: Array = (np.sign(values) * strength).astype(int)
    return levels


def _short(value: float, minus: str) -> str:
    return f"{value:.3g}".replace("-", minus)
