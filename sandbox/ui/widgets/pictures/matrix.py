"""A matrix of any size, with a cursor."""

from collections.abc import Sequence
from enum import Enum
from typing import ClassVar

import numpy as np
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from sandbox.engine.arrays import Array
from sandbox.labs.pictures import Matrix
from sandbox.ui.terminal.canvas import make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, rjust, truncate
from sandbox.ui.widgets.pictures.numbers import Format, changes, digits, format_for
from sandbox.ui.widgets.pictures.picture_view import PictureView, into_view, scroll_bar


class Cursor(Enum):
    """How the chosen cell is drawn: with the keyboard on it, without, or not at all."""

    FULL = "full"
    FAINT = "faint"
    NONE = "none"


LONGEST_HEADER = 14
"""Cells that the name of a row may take."""


class Grid:
    """One matrix (M, N) with its cursor and the part of it in view. Numbers alone: 0-d to 2-d."""

    def __init__(self, values: Array, glyphs: Glyphs) -> None:
        self.glyphs = glyphs
        self.rows: Sequence[str] = ()
        self.columns: Sequence[str] = ()
        self.corner = ""
        self.row = self.column = 0
        self.top = self.first = 0
        self.changed: Array | None = None
        self.values, self.format = np.zeros((0, 0)), Format()
        self.show(values)
        self.changed = None

    def show(self, values: Array, all_lit: bool = False) -> None:
        """Newer values; those that differ are lit. Of another shape, it is another matrix.

        `all_lit`: also where most of them differ, as after a change by hand.
        """
        values = np.atleast_2d(np.asarray(values))
        old, self.changed = self.values, None
        if old.shape == values.shape:
            self.changed = changes(old, values, all_lit)
        else:
            self.row = self.column = self.top = self.first = 0
        self.values = values
        self.format = format_for(values, self.glyphs.minus)

    @property
    def shape(self) -> str:
        """As "3×2"."""
        return self.glyphs.times.join(map(str, self.values.shape))

    @property
    def cell(self) -> tuple[int, int] | None:
        """The chosen cell's row and column from 0; None in an empty matrix."""
        return (self.row, self.column) if self.values.size else None

    @property
    def digits(self) -> str:
        """The chosen cell's number with its digits."""
        return digits(self.values[self.row, self.column], self.glyphs.minus)

    def move(self, down: int, across: int) -> None:
        """The cursor so many rows down and columns to the right, as far as there are any."""
        rows, columns = self.values.shape
        self.row = min(max(self.row + down, 0), max(rows - 1, 0))
        self.column = min(max(self.column + across, 0), max(columns - 1, 0))

    def go(self, row: int, column: int) -> None:
        """The cursor to a cell."""
        self.row = self.column = 0
        self.move(row, column)

    @property
    def header(self) -> int:
        """Cells that the names of the rows take; 0 where one number needs no name."""
        if self.values.size == 1 and not self.rows:
            return 0
        if self.rows:
            return min(max(map(cell_len, [*self.rows, self.corner])), LONGEST_HEADER)
        return len(str(max(self.values.shape[0] - 1, 0)))

    def size(self) -> tuple[int, int]:
        """Width and height that would show all of it."""
        rows, columns = self.values.shape
        top = 1 if self.header else 0
        return self.header + columns * (self._column(None) + 2), max(rows, 1) + top

    def paint(
        self,
        width: int,
        height: int,
        styles: TextStyles,
        cursor: Cursor = Cursor.NONE,
        heat: bool = False,
    ) -> list[Strip]:
        """The part around the cursor, in lines of `width` cells; `height` of them at the most."""
        rows, columns = self.values.shape
        header = self.header
        body = height - (1 if header else 0)
        if not self.values.size or body < 1 or width < header + 3:
            return []
        scrolls = rows > body
        room = width - header - (1 if scrolls else 0)
        cells = self._column(room)
        across = max(room // (cells + 2), 1)
        self.top = into_view(self.top, self.row, body, rows)
        self.first = into_view(self.first, self.column, across, columns)
        shown = range(self.first, min(self.first + across, columns))
        lines = []
        if header:
            lines.append(make_strip(width, self._heading(header, shown, cells, styles)))
        most = _largest(self.values) if heat else 0.0
        for row in range(self.top, min(self.top + body, rows)):
            name = self.rows[row] if self.rows else str(row)
            pieces = [(rjust(name, header) if header else "", styles["dim"])]
            for column in shown:
                pieces += self._cell(row, column, cells, styles, cursor, most)
            strip = make_strip(width, pieces)
            if scrolls:
                bar = scroll_bar(row - self.top, self.top, body, rows, self.glyphs, styles)
                strip = Strip.join([strip.crop(0, width - 1), make_strip(1, [bar])])
            lines.append(strip)
        return lines

    def at(self, x: int, y: int, width: int, height: int) -> tuple[int, int] | None:
        """The cell that was painted there; None beside all cells."""
        header = self.header
        body = height - (1 if header else 0)
        room = width - header - (1 if self.values.shape[0] > body else 0)
        cells = self._column(room) + 2
        row = self.top + y - (1 if header else 0)
        column = self.first + (x - header) // cells
        across = max(room // cells, 1)
        inside = header <= x < header + across * cells and (y >= 1 or not header)
        rows, columns = self.values.shape
        return (row, column) if inside and row < rows and column < columns else None

    def _column(self, room: int | None) -> int:
        """Cells for a number: its own, or its column's name where there is room for that."""
        if not self.columns:
            return max(self.format.width, len(str(max(self.values.shape[1] - 1, 0))))
        named = max(map(cell_len, self.columns))
        if room is not None:
            named = min(named, room // len(self.columns) - 2)
        return max(self.format.width, named)

    def _heading(
        self, header: int, shown: range, cells: int, styles: TextStyles
    ) -> list[tuple[str, Style]]:
        names = [self.columns[i] if self.columns else str(i) for i in shown]
        # A name that has to be cut keeps as many letters as there is room for.
        texts = [f"{rjust(name, cells + 1, '')} " for name in names]
        if shown.start:
            texts[0] = self.glyphs.more_left + rjust(names[0], cells, "") + " "
        if shown.stop < self.values.shape[1]:
            texts[-1] = texts[-1][:-1] + self.glyphs.more_right
        corner = rjust(self.corner if cell_len(self.corner) <= header else "", header)
        return [(corner, styles["dim"]), ("".join(texts), styles["dim"])]

    def _cell(
        self, row: int, column: int, cells: int, styles: TextStyles, cursor: Cursor, most: float
    ) -> list[tuple[str, Style]]:
        value = self.values[row, column]
        text = rjust(self.format(value), cells)
        here = (row, column) == (self.row, self.column)
        lit = self.changed is not None and not most and bool(self.changed[row, column])
        share = float(value) / most if most and np.isfinite(value) else 0.0
        style = styles["changed"] if lit else styles.plain
        after = " "
        if most and styles.heats:
            style = styles.heat(share)
        elif most:
            steps = len(self.glyphs.shades) - 1
            after = self.glyphs.shades[round(abs(share) * steps)]
        if not np.isfinite(value):
            style = styles["bad"]
        if here and cursor is Cursor.FULL:
            opening, closing = self.glyphs.cell
            return [(f"{opening}{text}{closing}", styles["cursor"])]
        if here and cursor is Cursor.FAINT:
            return [(" ", styles.plain), (text, styles["blurred"]), (after, styles.plain)]
        return [
            (" ", style if styles.heats and most else styles.plain),
            (text, style),
            (after, style),
        ]


def _largest(values: Array) -> float:
    sizes = np.abs(values, dtype=np.float64, where=np.isfinite(values), out=np.zeros(values.shape))
    return float(sizes.max(initial=0.0))


MOVES: tuple[BindingType, ...] = (
    Binding("up", "move(-1, 0)", show=False),
    Binding("down", "move(1, 0)", show=False),
    Binding("left", "move(0, -1)", show=False),
    Binding("right", "move(0, 1)", show=False),
    Binding("pageup", "page(-1)", show=False),
    Binding("pagedown", "page(1)", show=False),
    Binding("home", "edge(-1)", show=False),
    Binding("end", "edge(1)", show=False),
)
"""The keys of a cell cursor. Home and End go along the row, then to the first and last cell."""


class MatrixView(PictureView, can_focus=True):
    """Numbers in rows and columns; the last line names the chosen one in full."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES]
    HINTS = (("↑↓←→", "cell"),)

    picture: Matrix

    def renew(self) -> None:
        """The cursor stays where it is as long as the shape does."""
        if not hasattr(self, "grid"):
            self.grid = Grid(self.picture.values, self.glyphs)
        elif self.picture.values is not self.grid.values:
            self.grid.show(self.picture.values)
        self.grid.rows = self._named(self.picture.rows)
        self.grid.columns = self._named(self.picture.columns)
        self._sides = [self.word(id, "axis") for id in self._side_ids()]
        self.grid.corner = self._corner()

    def paint(self, width: int, height: int, styles: TextStyles) -> Sequence[Strip]:
        """The grid, and below it a line on the chosen cell."""
        if self.grid.cell is None:
            return [
                make_strip(
                    width, [(truncate(self.words("widgets.matrix.empty"), width), styles["dim"])]
                )
            ]
        body = height - 1
        cursor = Cursor.FULL if self.has_focus else Cursor.FAINT
        painted = self.grid.paint(width, body, styles, cursor, self.picture.heat)
        return self.with_status(painted, width, height, styles)

    @property
    def status(self) -> str:
        """The chosen cell: its name, its number with its digits, and the matrix's shape."""
        row, column = self.grid.row, self.grid.column
        first = self.grid.rows[row] if self.grid.rows else str(row)
        second = self.grid.columns[column] if self.grid.columns else str(column)
        if self._sides:
            first, second = f"{self._sides[0]} {first}", f"{self._sides[1]} {second}"
        name = self.glossary.label("picture", self.picture.name)
        dot = self.glyphs.between
        return f"{name}[{first}, {second}] = {self.grid.digits}  {dot} {self.grid.shape}"

    def action_move(self, down: int, across: int) -> None:
        """The cursor by a cell."""
        self.grid.move(down, across)
        self.repaint()

    def action_page(self, direction: int) -> None:
        """The cursor by a screenful."""
        self.action_move(direction * max(self.size.height - 3, 1), 0)

    def action_edge(self, direction: int) -> None:
        """The cursor to the end of its row, and from there to the corner."""
        to_edge(self.grid, direction)
        self.repaint()

    def on_click(self, event: events.Click) -> None:
        """The cursor to the cell under the mouse."""
        at = event.get_content_offset(self)
        if at is None:
            return
        cell = self.grid.at(at.x, at.y, self.size.width, self.size.height - 1)
        if cell is not None:
            self.grid.go(*cell)
            self.repaint()

    def _side_ids(self) -> tuple[str, ...]:
        """What rows and columns are, if both are said."""
        ids = (self.picture.row_name, self.picture.column_name)
        return ids if all(ids) else ()

    def _corner(self) -> str:
        """The same with arrows down and to the right, for where rows and columns meet."""
        signs = zip(self._sides, self.glyphs.corner, strict=False)
        return " ".join(f"{side}{sign}" for side, sign in signs).replace("/ ", "/")

    def _named(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self.glossary.label("class", id) for id in ids)


def to_edge(grid: Grid, direction: int) -> None:
    """The cursor to the end of its row, and from there to the matrix's corner."""
    rows, columns = grid.values.shape
    before = grid.column
    grid.move(0, direction * columns)
    if grid.column == before:
        grid.move(direction * rows, 0)
