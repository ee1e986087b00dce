"""Wires between boxes, drawn into a raster: where they meet, the right corner appears."""

from collections.abc import Sequence
from itertools import pairwise

from textual.strip import Strip

from sandbox.ui.canvas import line
from sandbox.ui.glyphs import Glyphs
from sandbox.ui.inks import Inks

UP, RIGHT, DOWN, LEFT = 1, 2, 4, 8
Point = tuple[int, int]


class Wires:
    """A raster of `width` × `height` cells that wires run through and blocks stand in."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._sides: dict[Point, int] = {}
        self._heads: dict[Point, int] = {}
        self._lit: set[Point] = set()
        self._blocked: set[Point] = set()

    def block(self, x: int, y: int, width: int) -> None:
        """Keep wires out of these cells of a line."""
        self._blocked |= {(x + i, y) for i in range(width)}

    def path(self, corners: Sequence[Point], turned: bool, lit: bool) -> None:
        """A wire around corners; its arrow stands beside the block it points to."""
        cells = _through(corners)
        for here, there in pairwise(cells):
            out, back = _direction(here, there)
            self._sides[here] = self._sides.get(here, 0) | out
            self._sides[there] = self._sides.get(there, 0) | back
        free = [cell for cell in cells if cell not in self._blocked]
        if free:
            towards = cells[::-1] if turned else cells
            head = free[0] if turned else free[-1]
            at = towards.index(head)
            # Into the block where the path goes on into it, else as the path arrives.
            ends = towards[at : at + 2] if at + 1 < len(towards) else towards[-2:]
            self._heads[head] = _direction(*ends)[0]
        if lit:
            self._lit |= set(free)

    def clear(self, corners: Sequence[Point], *but: Point) -> bool:
        """Whether no block stands in the way between these corners, but at those points."""
        return not self._blocked & set(_through(corners)) - set(but)

    def paint(self, glyphs: Glyphs, inks: Inks) -> list[Strip]:
        """The lines of the raster, nothing where the blocks are."""
        heads = {UP: glyphs.up, RIGHT: glyphs.right, DOWN: glyphs.down, LEFT: glyphs.left}
        lines = []
        for y in range(self.height):
            pieces = []
            for x in range(self.width):
                free = (x, y) not in self._blocked
                text = glyphs.lines[self._sides.get((x, y), 0)] if free else " "
                if free and (x, y) in self._heads:
                    text = heads[self._heads[x, y]]
                pieces.append((text, inks["accent" if (x, y) in self._lit else "dim"]))
            lines.append(line(self.width, pieces))
        return lines


def _direction(here: Point, there: Point) -> tuple[int, int]:
    """The side on which `here` is left towards `there`, and on which `there` is entered."""
    if here[0] != there[0]:
        return (RIGHT, LEFT) if there[0] > here[0] else (LEFT, RIGHT)
    return (DOWN, UP) if there[1] > here[1] else (UP, DOWN)


def _through(corners: Sequence[Point]) -> list[Point]:
    """All cells of a path that goes from corner to corner along lines and columns."""
    cells = [corners[0]]
    for u, v in corners[1:]:
        x, y = cells[-1]
        while (x, y) != (u, v):
            x, y = x + (u > x) - (u < x), y + (v > y) - (v < y)
            cells.append((x, y))
    return cells
