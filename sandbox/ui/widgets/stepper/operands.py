"""A step's value and what went in, drawn beside each other as the equation has them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from textual.strip import Strip

from sandbox.engine.arrays import Array
from sandbox.passes.lines import AnnotatedLine
from sandbox.ui.terminal.canvas import hstack, make_strip
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.styles import TextStyles
from sandbox.ui.terminal.text import cell_len, truncate
from sandbox.ui.widgets.pictures.matrix import Cursor, Grid
from sandbox.ui.widgets.pictures.numbers import digits
from sandbox.ui.widgets.stepper.step_list import ASSIGNS

GAPS = (2, 1)
"""Cells between two matrices, the wider where it fits; the equals sign ends the first gap."""
LARGE = 2000
"""A matrix of more cells takes all the room that there is, whatever its numbers are."""
LEAST = 4
"""Lines that a matrix needs: its title, its header, and two rows."""


@dataclass(frozen=True)
class OperandView:
    """A matrix of a step: its symbol in the lecture, its name in the code, its cells."""

    symbol: str
    name: str
    grid: Grid

    @property
    def heading(self) -> str:
        """The line above it."""
        name = "" if self.name in (self.symbol, "") else f" {self.name}"
        return f"{self.symbol}{name} {self.grid.shape}"

    @property
    def size(self) -> tuple[int, int]:
        """Width and height that would show all of it."""
        width, height = self.grid.size()
        return max(width, cell_len(self.heading) + 1), height + 1

    def paint(
        self, width: int, height: int, styles: TextStyles, glyphs: Glyphs, cursor: Cursor
    ) -> list[Strip]:
        """Its heading and its cells."""
        mark = " " if cursor is Cursor.NONE else glyphs.pointer
        text = truncate(self.heading, width - 1, glyphs.ellipsis)
        symbol = self.symbol if text.startswith(self.symbol) else text
        heading = [
            (mark, styles["accent"]),
            (symbol, styles["title"]),
            (text[len(symbol) :], styles["dim"]),
        ]
        return [make_strip(width, heading), *self.grid.paint(width, height - 1, styles, cursor)]


@dataclass(frozen=True)
class HiddenOperand(OperandView):
    """A value that the learner is to fill in: neither its numbers nor its shape are shown."""

    @property
    def heading(self) -> str:
        """Its names alone."""
        name = "" if self.name in (self.symbol, "") else f" {self.name}"
        return f"{self.symbol}{name} ?{self.grid.glyphs.times}?"

    @property
    def cell(self) -> str:
        """The cell that is asked for, as the code names it."""
        row, column = self.grid.row, self.grid.column
        return f"{self.name}[{row},{column}]"

    @property
    def size(self) -> tuple[int, int]:
        """Room for the heading and one cell."""
        return max(cell_len(self.heading), cell_len(self.cell) + 8) + 1, 2

    def paint(
        self, width: int, height: int, styles: TextStyles, glyphs: Glyphs, cursor: Cursor
    ) -> list[Strip]:
        """The heading, and the blank."""
        mark = " " if cursor is Cursor.NONE else glyphs.pointer
        blank = glyphs.shades[-1] * 4
        return [
            make_strip(
                width,
                [(mark, styles["accent"]), (truncate(self.heading, width - 1), styles["title"])],
            ),
            make_strip(width, [(f" {self.cell} ", styles["dim"]), (blank, styles["accent"])]),
        ][:height]


WHOLE = slice(None)
"""All blocks of an equation."""


def given(symbol: str, value: Any, glyphs: Glyphs) -> OperandView:
    """A value that no line of the pass computed: data, weights, a setting."""
    return OperandView(symbol, "", Grid(_matrix(value), glyphs))


def blocks(shown: AnnotatedLine, glyphs: Glyphs) -> list[OperandView]:
    """The step's value, then its operands that are matrices, in the formula's order."""
    symbol = shown.symbol.removesuffix(ASSIGNS).rstrip()
    value = OperandView(symbol, shown.step.name, Grid(_matrix(shown.step.value), glyphs))
    found = [value]
    for name, operand in _ordered(shown):
        if not _is_number(operand):
            symbol = shown.operand_symbols.get(name, name)
            found.append(OperandView(symbol, name, Grid(_matrix(operand), glyphs)))
    return found


def settings(shown: AnnotatedLine, glyphs: Glyphs) -> list[str]:
    """The operands that are plain numbers, as "λ = 0.1"."""
    return [
        f"{shown.operand_symbols.get(name, name)} = {digits(value, glyphs.minus)}"
        for name, value in _ordered(shown)
        if _is_number(value)
    ]


def height(shown: Sequence[OperandView], width: int) -> int:
    """Lines that would show all blocks in full at this width."""
    heights = [block.size[1] for block in shown]
    if _fits(shown, width):
        return max(heights)
    return heights[0] + max(heights[1:])


def least_height(shown: AnnotatedLine, glyphs: Glyphs, width: int, most: int) -> int:
    """The same for a step, without a look at every cell: `most` where a matrix is large."""
    values = [shown.step.value, *shown.step.operands.values()]
    if any(np.size(value) > LARGE for value in values if not isinstance(value, list)):
        return most
    return min(height(blocks(shown, glyphs), width), most)


def _fits(shown: Sequence[OperandView], width: int) -> bool:
    """Whether all blocks have room beside each other."""
    return len(shown) == 1 or _wide(shown, GAPS[-1]) <= width


def _wide(shown: Sequence[OperandView], gap: int) -> int:
    return sum(block.size[0] for block in shown) + gap * (len(shown) - 1)


def paint_blocks(
    shown: Sequence[OperandView],
    cursors: Sequence[Cursor],
    width: int,
    height: int,
    styles: TextStyles,
    glyphs: Glyphs,
) -> list[Strip]:
    """All blocks in `height` lines, each with its cursor: in a row, or the value on top."""
    return [
        strip
        for part, tall in _rows(shown, width, height)
        for strip in _row(shown[part], cursors[part], width, tall, styles, glyphs, part == WHOLE)
    ]


def cell_at(
    shown: Sequence[OperandView], width: int, height: int, x: int, y: int
) -> tuple[int, tuple[int, int]] | None:
    """The number of the block and its cell that `paint_blocks` has at a place, if any."""
    top = 0
    for part, tall in _rows(shown, width, height):
        gap, widths = _columns(shown[part], width, tall)
        left = 0
        for number, room in enumerate(widths, part.start or 0):
            if left <= x < left + room and top < y < top + tall:
                cell = shown[number].grid.at(x - left, y - top - 1, room, tall - 1)
                return None if cell is None else (number, cell)
            left += room + gap
        top += tall
    return None


def _rows(shown: Sequence[OperandView], width: int, height: int) -> list[tuple[slice, int]]:
    """Which blocks stand beside each other, and in how many lines."""
    if _fits(shown, width) or height < 2 * LEAST:
        return [(WHOLE, height)]
    below = max(block.size[1] for block in shown[1:])
    above = min(shown[0].size[1], max(height - below, height // 2))
    return [(slice(0, 1), above), (slice(1, None), height - above)]


def _columns(shown: Sequence[OperandView], width: int, height: int) -> tuple[int, list[int]]:
    """The cells between blocks beside each other, and those of each; one more for a scroll bar."""
    gap = GAPS[0] if _wide(shown, GAPS[0]) <= width else GAPS[-1]
    wanted = [wide + (1 if tall > height else 0) for wide, tall in (one.size for one in shown)]
    return gap, _shared(wanted, width - gap * (len(shown) - 1))


def _row(
    shown: Sequence[OperandView],
    cursors: Sequence[Cursor],
    width: int,
    height: int,
    styles: TextStyles,
    glyphs: Glyphs,
    equation: bool,
) -> list[Strip]:
    gap, widths = _columns(shown, width, height)
    painted = [
        block.paint(room, height, styles, glyphs, cursor)
        for block, room, cursor in zip(shown, widths, cursors, strict=True)
    ]
    columns, rooms = [painted[0]], [widths[0]]
    for index in range(1, len(shown)):
        sign = "=" if equation and index == 1 else ""
        columns += [[make_strip(gap, [(sign.rjust(gap), styles["title"])])], painted[index]]
        rooms += [gap, widths[index]]
    full = hstack(columns, rooms, 0)[:height]
    return [*full, *[make_strip(width, [])] * (height - len(full))]


def _shared(wanted: Sequence[int], room: int) -> list[int]:
    """Widths that add up to no more than the room: small wishes are met, large ones share."""
    given = [0] * len(wanted)
    for nth, index in enumerate(sorted(range(len(wanted)), key=lambda i: wanted[i])):
        given[index] = min(wanted[index], max(room, 0) // (len(wanted) - nth))
        room -= given[index]
    return given


def _ordered(shown: AnnotatedLine) -> list[tuple[str, Any]]:
    """The operands in the order in which the formula names them."""

    def place(name: str) -> int:
        found = re.search(rf"(?<![\w.]){re.escape(name)}\b", shown.step.formula)
        return found.start() if found else len(shown.step.formula)

    return sorted(shown.step.operands.items(), key=lambda operand: place(operand[0]))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | np.generic)


def _matrix(value: Any) -> Array:
    """A matrix of whatever an operand is: lists are matrices of 1×1, in a row."""
    if isinstance(value, list | tuple):
        return np.array([[np.asarray(part).reshape(-1)[0] for part in value]])
    array = np.asarray(value)
    return np.atleast_2d(array)
