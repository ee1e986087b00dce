"""A table: numbers, ids and formulas in columns, with a row chosen."""

from collections.abc import Sequence
from typing import ClassVar

import numpy as np
from rich.style import Style
from textual.binding import Binding, BindingType
from textual.strip import Strip

from sandbox.engine.arrays import Array
from sandbox.labs.pictures import Table
from sandbox.ui.terminal.canvas import make_strip
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, ljust, rjust
from sandbox.ui.widgets.pictures.bar_scale import Pieces
from sandbox.ui.widgets.pictures.numbers import changes, column_texts
from sandbox.ui.widgets.pictures.rows import RowsView

HEADS = ("line", "axis", "choice", "metric")
"""Where a column's id may have its word."""
KINDS = ("choice", "class", "line")
"""Where an id in a cell may have its word."""

Column = tuple[str | float, ...]

GAP = 2
LEAST = 8
"""Cells that a column of texts is cut down to at the most."""


class TableView(RowsView):
    """Numbers at the right of their columns, texts at the left.

    What is too wide moves with ← and →, all but the first column, which says what a row is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "slide(-1)", show=False),
        Binding("right", "slide(1)", show=False),
    ]
    HINTS = (("↑↓←→", "row"),)

    picture: Table

    _first = 1
    """The first column that is shown beside column 0."""

    _gap = GAP
    """Cells between two columns."""

    def renew(self) -> None:
        """Heads and cells as texts in the language, and which numbers have changed."""
        super().renew()
        old = getattr(self, "_columns", [])
        columns = list(zip(*self.picture.rows, strict=True))
        self._heads = [self.word(id, *HEADS) for id in self.picture.columns]
        self._numbers = [all(not isinstance(cell, str) for cell in cells) for cells in columns]
        self._texts = [self._written(cells) for cells in columns]
        self._wide = [
            max(map(cell_len, [head, *texts]))
            for head, texts in zip(self._heads, self._texts, strict=False)
        ]
        if columns != old:
            self._changed = self._differing(old, columns)
        self._columns = columns
        self._first = min(self._first, max(len(columns) - 1, 1))

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.picture.rows)

    @property
    def status(self) -> str:
        """The chosen row, its texts in full and its numbers with more digits."""
        said: list[str] = []
        for head, cell in zip(self._heads, self.picture.rows[self.chosen], strict=True):
            if isinstance(cell, str):
                text = self.word(cell, *KINDS)
                # A text in the first column says by itself what the row is.
                said.append(f"{head} {text}" if said else text)
            else:
                said.append(f"{head} {cell:.8g}".replace("-", self.glyphs.minus))
        return f" {self.glyphs.between} ".join(said)

    def heading(self, width: int, styles: TextStyles) -> list[Strip]:
        """The columns' names, and whether there are more to the sides."""
        widths, shown = self._layout(width - 1)
        pieces: Pieces = [(" ", styles.plain)]
        for at, column in enumerate(shown):
            gap = " " * self._gap if at else ""
            if at == 1 and column > 1:
                gap = rjust(self.glyphs.more_left, self._gap)
            side = rjust if self._numbers[column] else ljust
            text = side(self._heads[column], widths[column], self.glyphs.ellipsis)
            pieces += [(gap, styles["accent"]), (text, styles["dim"])]
        if shown[-1] + 1 < len(widths):
            pieces.append((self.glyphs.more_right, styles["accent"]))
        return [make_strip(width, pieces)]

    def row(self, index: int, width: int, styles: TextStyles) -> Pieces:
        """The row's cells."""
        widths, shown = self._layout(width)
        pieces: Pieces = []
        for at, column in enumerate(shown):
            side = rjust if self._numbers[column] else ljust
            text = side(self._texts[column][index], widths[column], self.glyphs.ellipsis)
            style = self._style(index, column, styles)
            pieces += [(" " * self._gap if at else "", styles.plain), (text, style)]
        return pieces

    def action_slide(self, by: int) -> None:
        """The columns to the side, as long as some do not fit."""
        if not self.count:
            return
        _, shown = self._layout(self.size.width - 2)
        if by < 0 or shown[-1] + 1 < len(self._heads):
            self._first = max(self._first + by, 1)
            self.repaint()

    def _layout(self, width: int) -> tuple[list[int], list[int]]:
        """Every column's width, and those that are shown: column 0, and from the first on."""
        widths = list(self._wide)
        # Columns stand closer before a text is cut.
        room = width - sum(widths)
        self._gap = GAP if room >= GAP * (len(widths) - 1) else 1
        excess = self._gap * (len(widths) - 1) - room
        texts = [i for i, number in enumerate(self._numbers) if not number]
        while excess > 0 and texts:
            widest = max(texts, key=lambda i: widths[i])
            if widths[widest] <= LEAST:
                break
            widths[widest] -= 1
            excess -= 1
        widths[0] = min(widths[0], width)
        if excess <= 0:
            self._first = 1
        shown, used = [0], widths[0]
        for column in range(self._first, len(widths)):
            # One cell is kept for the sign that there are more.
            used += self._gap + widths[column]
            if used > width - (column + 1 < len(widths)):
                break
            shown.append(column)
        return widths, shown

    def _style(self, index: int, column: int, styles: TextStyles) -> Style:
        if column == 0:
            return self.name_style(index, styles)
        cell, changed = self._columns[column][index], self._changed[column]
        if changed is not None and changed[index]:
            return styles["changed"]
        return styles.plain if isinstance(cell, str) or np.isfinite(cell) else styles["bad"]

    def _written(self, cells: Sequence[str | float]) -> list[str]:
        numbers = [cell for cell in cells if not isinstance(cell, str)]
        texts = iter(column_texts(numbers, self.glyphs.minus))
        return [self.word(cell, *KINDS) if isinstance(cell, str) else next(texts) for cell in cells]

    def _differing(self, old: list[Column], columns: list[Column]) -> list[Array | None]:
        """Column by column which numbers differ; None where there is nothing to point out."""
        same_shape = [len(cells) for cells in old] == [len(cells) for cells in columns]
        if not same_shape:
            return [None] * len(columns)
        return [
            changes(np.array(before, np.float64), np.array(after, np.float64)) if number else None
            for before, after, number in zip(old, columns, self._numbers, strict=True)
        ]
