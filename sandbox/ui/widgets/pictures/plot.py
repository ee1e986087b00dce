"""Plots through plotext, whose figure is one global: for the ui's thread alone."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import Any

import numpy as np

from sandbox.labs.pictures import Curves
from sandbox.ui.terminal.glyphs import Glyphs
from sandbox.ui.terminal.text import cell_len
from sandbox.ui.widgets.pictures.paths import (
    Points,
    clipped,
    decimated,
    decimated_by_columns,
    inside,
)

Tick = tuple[float, str]
"""A position on the axis and its label."""


def linear_ticks(low: float, high: float, count: int) -> list[Tick]:
    """About `count` round numbers from low to high; two at the least, or there is no scale."""
    if not high > low:
        return [(low, f"{low:g}")]
    step = _round_step((high - low) / max(count - 1, 1))
    first = ceil(low / step - 1e-9)
    last = floor(high / step + 1e-9)
    if first == last:
        return linear_ticks(low, high, count + 1)
    decimals = max(0, -floor(log10(step) + 1e-9))
    return [(n * step, _text(n * step, decimals)) for n in range(first, last + 1)]


def log_ticks(low: float, high: float, count: int) -> list[Tick]:
    """Powers of ten from 10**low to 10**high at their exponents.

    Where there are few, more in between, and all of them as the numbers they are.
    """
    first, last = ceil(low - 1e-9), floor(high + 1e-9)
    every = max(ceil((last - first + 1) / max(count, 1)), 1)
    ticks = [(float(n), f"1e{n}") for n in range(first, last + 1) if n % every == 0]
    if len(ticks) > 2 or every > 1:
        return ticks
    places = [n + log10(digit) for n in range(first - 1, last + 1) for digit in (1, 2, 5)]
    ticks = [(at, f"{10**at:.3g}") for at in places if low - 1e-9 <= at <= high + 1e-9]
    return ticks or linear_in_log(low, high)


def linear_in_log(low: float, high: float) -> list[Tick]:
    """The two ends, where the axis is too short for round numbers."""
    return [(end, f"{10**end:.3g}") for end in dict.fromkeys((low, high))]


def _round_step(step: float) -> float:
    """The next of 1, 2, 5, 10, … that is no smaller."""
    power = 10.0 ** floor(log10(step))
    return next(m * power for m in (1, 2, 5, 10) if m * power >= step * (1 - 1e-9))


def _text(value: float, decimals: int) -> str:
    if decimals > 4 or abs(value) >= 1e5:
        return f"{value:.2g}" if value else "0"
    return f"{value:.{decimals}f}"


StyledText = tuple[str, int | None]
"""A piece of a line: its text, and the number of its curve; None for the axes."""

MARKED = 5
"""How many markers a curve gets on its way; each also has one at its end."""
LEAST_SIZE = (24, 6)
"""Columns and rows that a plot needs."""

_ESCAPE = re.compile(r"\x1b\[([0-9;]*)m")
_PLAIN = str.maketrans("┤├┼│┬┴─└┘┌┐", "||+|++-++++")


@dataclass(frozen=True)
class Limits:
    """The part of the plane that is drawn, y after the logarithm if there is one."""

    x: tuple[float, float]
    y: tuple[float, float]


def plot(curves: Curves, width: int, height: int, glyphs: Glyphs) -> list[list[StyledText]]:
    """The curves with their axes in `height` lines of `width` cells; [] where room is lacking."""
    if width < LEAST_SIZE[0] or height < LEAST_SIZE[1]:
        return []
    # Curves alone need plotext, and it is not needed until one is drawn.
    import plotext

    shapes = [_pieces(curves, index) for index in range(len(curves.lines))]
    limits = _limits(curves, [piece for pieces in shapes for piece in pieces])
    if curves.square:
        limits = _squared(limits, width, height)
    plotext.clear_figure()
    plotext.limit_size(False, False)
    plotext.plot_size(width, height)
    plotext.theme("clear")
    plotext.xaxes(True, False)
    plotext.yaxes(True, False)
    plotext.xlim(*limits.x)
    plotext.ylim(*limits.y)
    aligned = _Aligned(limits, _ticks(curves, limits, height), width, height, bool(glyphs.points))
    _axes(plotext, aligned, limits, width, glyphs)
    if not any(shapes):
        # Without a point plotext leaves the axes bare; y has no scale yet.
        plotext.yticks([], [])
        plotext.scatter([limits.x[0]], [limits.y[0]], marker=" ")
    if curves.cursor is not None and limits.x[0] <= curves.cursor <= limits.x[1]:
        plotext.vertical_line(aligned.x(curves.cursor), color=len(shapes) + 1)
    dotted = any(line.dots for line in curves.lines)
    for index in sorted(range(len(shapes)), key=lambda index: not curves.lines[index].faint):
        line = curves.lines[index]
        # Beside dots a marker would pass for one of them.
        marked = 0 if line.faint else 1 if dotted else MARKED
        for piece in _shown(curves, index, shapes[index], limits, width, height):
            _curve(plotext, piece, index, glyphs, aligned, None if line.dots else marked)
    lines = plotext.build().split("\n")[:height]
    return [_runs(text, len(shapes), glyphs) for text in lines]


def _pieces(curves: Curves, index: int) -> list[Points]:
    """The curve in pieces that are finite throughout, after the logarithm if there is one."""
    line = curves.lines[index]
    x, y = np.array(line.x, np.float64), np.array(line.y, np.float64)
    with np.errstate(all="ignore"):
        y = np.log10(y) if curves.log_y else y
    shown = np.isfinite(x) & np.isfinite(y)
    if line.dots:
        return [(x[shown], y[shown])] if shown.any() else []
    ends = np.flatnonzero(np.diff(shown)) + 1
    pieces = zip(np.split(x, ends), np.split(y, ends), np.split(shown, ends), strict=True)
    return [(xs, ys) for xs, ys, good in pieces if good.size and good[0]]


def _limits(curves: Curves, pieces: Sequence[Points]) -> Limits:
    xs, ys = ([points[axis] for points in pieces] or [np.zeros(1)] for axis in (0, 1))
    low, high = min(float(y.min()) for y in ys), max(float(y.max()) for y in ys)
    for ends in filter(None, (curves.y_limits, curves.y_room)):
        bottom, top = (log10(y) if curves.log_y else y for y in ends)
        final = ends is curves.y_limits or not pieces
        low, high = (bottom, top) if final else (min(low, bottom), max(high, top))
    if not high > low:
        margin = 0.5 if curves.log_y else abs(low) * 0.1 or 0.5
        low, high = low - margin, high + margin
    ends = min(float(x.min()) for x in xs), max(float(x.max()) for x in xs)
    left, right = curves.x_limits or ends
    return Limits((left, right if right > left else left + 1), (low, high))


def _squared(limits: Limits, width: int, height: int) -> Limits:
    """The limits, wider on one axis, so that a unit is as long on both.

    A cell is twice as high as it is wide.
    """
    (left, right), (bottom, top) = limits.x, limits.y
    rows = height - 2
    for _ in range(2):
        # How wide the plot is depends on the labels beside it, and these on the limits.
        labels = linear_ticks(bottom, top, max(height // 3, 2))
        columns = max(width - 1 - max(len(text) for _, text in labels), 1)
        unit = max((right - left) / columns, (top - bottom) / (2 * rows))
        spare = unit * columns - (right - left), unit * 2 * rows - (top - bottom)
        left, right = left - spare[0] / 2, right + spare[0] / 2
        bottom, top = bottom - spare[1] / 2, top + spare[1] / 2
    return Limits((left, right), (bottom, top))


def _shown(
    curves: Curves, index: int, pieces: Sequence[Points], limits: Limits, width: int, height: int
) -> list[Points]:
    """What is drawn of a curve's pieces: what is within the limits, no finer than can be seen."""
    if curves.lines[index].dots:
        return [inside(piece, limits.x, limits.y) for piece in pieces]
    parts = [part for piece in pieces for part in clipped(piece, limits.x, limits.y)]
    if curves.square:
        # Braille has two dots a column and four a row.
        return [decimated(part, limits.x, limits.y, 2 * width, 4 * height) for part in parts]
    dot = (limits.y[1] - limits.y[0]) / (4 * height)
    return [decimated_by_columns(part, width, dot) for part in parts]


def _ticks(curves: Curves, limits: Limits, height: int) -> list[Tick]:
    """Those of the y axis."""
    return (log_ticks if curves.log_y else linear_ticks)(*limits.y, max(height // 3, 2))


class _Aligned:
    """Where to put what takes a whole cell, for it to be in the cell that a line goes through.

    plotext has a line's ends in the middle of its outermost dots, and those of markers, ticks and
    the mark in the middle of the outermost cells: up to a cell away from the line, along with it.
    """

    def __init__(
        self, limits: Limits, ticks: Sequence[Tick], width: int, height: int, dots: bool
    ) -> None:
        self.limits, self.ticks = limits, ticks
        margin = 1 + max((len(text) for _, text in ticks), default=0)
        self._cells = (max(width - margin, 2), max(height - 2, 2)) if dots else None

    def x(self, at: float) -> float:
        """The place on the x axis."""
        return at if self._cells is None else _aligned(at, self.limits.x, self._cells[0], 2)

    def y(self, at: float) -> float:
        """The place on the y axis."""
        return at if self._cells is None else _aligned(at, self.limits.y, self._cells[1], 4)


def _aligned(at: float, ends: tuple[float, float], cells: int, dots: int) -> float:
    low, high = ends
    dot = floor(0.5 + (cells * dots - 1) * (at - low) / (high - low) + 1e-8)
    cell = min(max(dot // dots, 0), cells - 1)
    return low + (high - low) * cell / (cells - 1)


def _axes(plotext: Any, aligned: _Aligned, limits: Limits, width: int, glyphs: Glyphs) -> None:
    found = linear_ticks(*limits.x, max(width // 12, 2))
    for name, place, ticks in (("y", aligned.y, aligned.ticks), ("x", aligned.x, found)):
        labels = [glyphs.signed(text) for _, text in ticks]
        getattr(plotext, f"{name}ticks")([place(at) for at, _ in ticks], labels)


def _curve(
    plotext: Any,
    points: Points,
    index: int,
    glyphs: Glyphs,
    aligned: _Aligned,
    marked: int | None = MARKED,
) -> None:
    """The line, and on it this curve's own marker, so that no colour is needed to follow it.

    `marked` says how often; None is for dots, which have nothing else. A curve with no marker at
    all is dotted where there is no finer way to draw it.
    """
    xs, ys = points[0].tolist(), points[1].tolist()
    if not xs:
        return
    marker = glyphs.curves[index % len(glyphs.curves)] if marked != 0 else glyphs.shades[1]
    if len(xs) > 1 and marked is not None:
        plotext.plot(xs, ys, marker=glyphs.points or marker, color=index + 1)
    if marked == 0:
        return
    every = -max(len(xs) // marked, 1) if marked is not None else 1
    places = [aligned.x(x) for x in xs[::every]], [aligned.y(y) for y in ys[::every]]
    plotext.scatter(*places, marker=marker, color=index + 1)


def _runs(text: str, count: int, glyphs: Glyphs) -> list[StyledText]:
    """A line of plotext's, its colour codes read as numbers of curves."""
    runs: list[StyledText] = []
    curve: int | None = None
    for index, part in enumerate(_ESCAPE.split(text)):
        if index % 2:
            codes = part.split(";")
            number = int(codes[2]) - 1 if codes[:2] == ["38", "5"] else None
            curve = number if number is not None and 0 <= number < count else None
        elif part:
            runs.append((part.translate(_PLAIN) if glyphs.ascii and curve is None else part, curve))
    return runs


def with_axis_name(
    rows: list[list[StyledText]], name: str, size: int, glyphs: Glyphs
) -> list[list[StyledText]] | None:
    """The rows of a plot with the name on the x axis; None where no two ticks leave it room.

    `size`: the cells that it may come to take, if they are more than it takes now.
    """
    axis = "".join(text for text, _ in rows[-2]) if len(rows) > 1 else ""
    size = max(cell_len(name), size) + 2
    # A dash at either end is left, so that the ticks stay what they are.
    free = [found for found in re.finditer(f"{glyphs.track}+", axis) if len(found[0]) >= size + 2]
    if not free:
        return None
    # The right end of an axis is where its name is looked for.
    end = free[-1].end() - 1
    start = end - size
    text = f" {name} " + glyphs.track * (size - 2 - cell_len(name))
    return [*rows[:-2], [(axis[:start] + text + axis[end:], None)], rows[-1]]
