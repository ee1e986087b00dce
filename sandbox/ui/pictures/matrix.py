"""A matrix of any size, with a cursor."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from sandbox.labs.pictures import Matrix
from sandbox.ui.canvas import line
from sandbox.ui.cells import cut
from sandbox.ui.inks import Inks
from sandbox.ui.pictures.base import PictureView
from sandbox.ui.pictures.grid import Cursor, Grid

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

    def paint(self, width: int, height: int, inks: Inks) -> Sequence[Strip]:
        """The grid, and below it a line on the chosen cell."""
        if self.grid.cell is None:
            return [line(width, [(cut(self.words("widgets.matrix.empty"), width), inks["dim"])])]
        body = height - 1
        cursor = Cursor.FULL if self.has_focus else Cursor.FAINT
        painted = self.grid.paint(width, body, inks, cursor, self.picture.heat)
        return self.with_status(painted, width, height, inks)

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
