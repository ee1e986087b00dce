"""Pictures as data: what a frame shows, without a word about how it is drawn.

Names of pictures, lines, rows and columns are ids, which the course's tables have words for.
`describe` gives the facts that a picture states, for screen readers and pipes: the id of a
sentence and the values that go into it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, isnan
from typing import Any

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.passes.lines import AnnotatedLine
from sandbox.passes.recorded_step import RecordedStep


@dataclass(frozen=True)
class Saying:
    """A sentence's id in the course's tables, and the values for its blanks."""

    id: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Something to be drawn. `name` is its id: its title's key, and what a learner switches to."""

    name: str

    def describe(self) -> Saying:
        """The picture in one sentence."""
        raise NotImplementedError


@dataclass(frozen=True)
class Line:
    """One curve: x and y of equal length; y may be NaN or infinite where a run diverged."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    dots: bool = False
    """Points on their own, with no line through them."""
    faint: bool = False
    """Of a run before this one, to compare with: under the others, without a mark of its own."""

    def __post_init__(self) -> None:
        if len(self.x) != len(self.y):
            raise ValueError(f"the curve {self.name} has {len(self.x)} x but {len(self.y)} y")


@dataclass(frozen=True, kw_only=True)
class Curves(Picture):
    """Lines over a common x axis. A limit of None is left to the data."""

    lines: tuple[Line, ...]
    x_name: str
    log_y: bool = False
    x_limits: tuple[float, float] | None = None
    y_limits: tuple[float, float] | None = None
    y_room: tuple[float, float] | None = None
    """What of the y axis is drawn in any case, so that runs with other settings can be compared.

    The data may ask for more of it; y_limits, which are final, leave no room for this.
    """
    cursor: float | None = None
    """An x to mark. Lines have a point there, as they answer with none that lies beside it."""
    square: bool = False
    """Whether one unit is as long on both axes, for shapes in the plane; x then need not grow."""

    @property
    def marked(self) -> float | None:
        """The x that values are quoted at: the cursor, or the point nearest to it; None: the last.

        A faint line is not asked: it is of another run.
        """
        if self.cursor is None:
            return None
        points = (x for line in self.lines if not (line.faint or line.dots) for x in line.x)
        return min(points, key=lambda x: abs(x - self.cursor), default=None)  # type: ignore[operator]

    def value(self, line: Line) -> float | None:
        """A line's y at the mark, or its last one without a mark; None where it has no point."""
        at = self.marked
        if at is None:
            return line.y[-1] if line.y else None
        return line.y[line.x.index(at)] if at in line.x else None

    @property
    def above(self) -> tuple[Line, ...]:
        """The lines that a plot cuts off at its upper end."""
        top = inf if self.y_limits is None or self.square else self.y_limits[1]
        return tuple(line for line in self.lines if any(top < y < inf for y in line.y))

    @property
    def below(self) -> tuple[Line, ...]:
        """The lines that a plot cuts off at its lower end; no logarithmic axis reaches 0."""
        end = -inf if self.y_limits is None or self.square else self.y_limits[0]
        least = 0.0 if self.log_y else -inf
        return tuple(line for line in self.lines if any(least < y < end for y in line.y))

    def describe(self) -> Saying:
        """Each line's value at the mark, or its last. Shapes in the plane are named alone."""
        if self.square:
            names = tuple(line.name for line in self.lines)
            return Saying("shapes", {"name": self.name, "x_name": self.x_name, "lines": names})
        drawn = [line for line in self.lines if line.x and not line.faint]
        lines = [line for line in drawn if not line.dots] or drawn
        values = {line.name: self.value(line) for line in lines}
        last = {name: value for name, value in values.items() if value is not None}
        at = self.marked if lines else None
        at = max((line.x[-1] for line in lines), default=None) if at is None else at
        said = {"name": self.name, "x_name": self.x_name, "at": at, "last": last}
        beyond = tuple(dict.fromkeys(line.name for line in (*self.above, *self.below)))
        return (
            Saying("curves_beyond", said | {"beyond": beyond}) if beyond else Saying("curves", said)
        )


@dataclass(frozen=True)
class Captioned:
    """What a network makes of one image: class ids, and the guess's probability."""

    truth: str
    guess: str
    probability: float

    @property
    def right(self) -> bool:
        """Whether the guess is the truth."""
        return self.truth == self.guess


@dataclass(frozen=True, kw_only=True)
class Images(Picture):
    """Grey pictures (N, H, W) in uint8 with a caption each, the most telling first."""

    pixels: Array
    captions: tuple[Captioned, ...]

    def describe(self) -> Saying:
        """How many are wrong, and the first of them."""
        wrong = [caption for caption in self.captions if not caption.right]
        first = wrong[0] if wrong else None
        return Saying(
            "images",
            {
                "name": self.name,
                "count": len(self.captions),
                "wrong": len(wrong),
                "truth": first.truth if first else None,
                "guess": first.guess if first else None,
            },
        )


@dataclass(frozen=True, kw_only=True)
class Field(Picture):
    """A value in −1 … 1 over a piece of the plane (H, W), row 0 on top, and points on it.

    Below 0 is class 0's side, above it class 1's.
    """

    values: Array
    x_limits: tuple[float, float]
    y_limits: tuple[float, float]
    points: Array
    """(N, 2), x and y."""
    labels: Array
    """(N, 1), 0 or 1."""
    axes: tuple[str, str] = ("", "")
    """The symbols of x and y, where they have any: "h₁", "h₂"."""

    def describe(self) -> Saying:
        """How many points there are, and the share of the plane that is class 1's."""
        share = float((self.values > 0).mean())
        return Saying("field", {"name": self.name, "points": len(self.points), "share": share})


@dataclass(frozen=True, kw_only=True)
class Matrix(Picture):
    """Numbers in rows and columns (M, N); heat also colours each by its size."""

    values: Array
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    row_name: str = ""
    column_name: str = ""
    """What its rows and its columns are, as ids; "" where that needs no saying."""
    heat: bool = False

    def describe(self) -> Saying:
        """Its shape and the range of its values."""
        return Saying(
            "matrix",
            {
                "name": self.name,
                "rows": self.values.shape[0],
                "columns": self.values.shape[1],
                "least": _least(self.values),
                "most": -_least(-self.values),
            },
        )


def _least(values: Array) -> float:
    """The least number there is; NaN where there is none."""
    return float(np.fmin.reduce(values, axis=None))


@dataclass(frozen=True, kw_only=True)
class Table(Picture):
    """Rows of numbers, ids and formulas under the columns' ids."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]

    def describe(self) -> Saying:
        """How many rows it has, and the last of them."""
        last = dict(zip(self.columns, self.rows[-1], strict=True)) if self.rows else {}
        return Saying("table", {"name": self.name, "rows": len(self.rows), "last": last})


@dataclass(frozen=True, kw_only=True)
class Bars(Picture):
    """A number, of either sign, for each of a few things.

    log: sizes on a logarithmic axis, so that a bar is the shorter the smaller its number.
    """

    labels: tuple[str, ...]
    values: tuple[float, ...]
    log: bool = False
    scale: float = 0.0
    """A length that there is room for in any case, so that bars which grow together are seen to."""
    exponents: tuple[int, int] = (-16, 8)
    """Of a logarithmic axis: the powers of ten at its ends, unless the numbers go beyond them."""

    def __post_init__(self) -> None:
        if len(self.labels) != len(self.values):
            raise ValueError(f"{len(self.labels)} labels for {len(self.values)} bars")

    def describe(self) -> Saying:
        """The largest and the least, and all that have them; None where there is no number."""
        numbers = [value for value in self.values if not isnan(value)]
        least, most = (min(numbers), max(numbers)) if numbers else (None, None)
        if len(self.values) > 1 and self.values.count(self.values[0]) == len(self.values):
            return Saying("bars_even", {"name": self.name, "count": len(numbers), "value": most})
        return Saying(
            "bars",
            {
                "name": self.name,
                "most": most,
                "most_of": self._labels_of(most),
                "least": least,
                "least_of": self._labels_of(least),
            },
        )

    def _labels_of(self, number: float | None) -> tuple[str, ...]:
        pairs = zip(self.labels, self.values, strict=True)
        return tuple(label for label, value in pairs if value == number)


@dataclass(frozen=True, kw_only=True)
class Units(Picture):
    """A network drawn unit by unit, layer by layer: each with a value, and alive or dropped."""

    values: tuple[tuple[float, ...], ...]
    alive: tuple[tuple[bool, ...], ...]

    def describe(self) -> Saying:
        """How many units there are in each layer, and how many are dropped."""
        sizes = tuple(len(layer) for layer in self.values)
        dropped = sum(not one for layer in self.alive for one in layer)
        return Saying("units", {"name": self.name, "sizes": sizes, "dropped": dropped})


@dataclass(frozen=True)
class Node:
    """A value of the computation: its symbol, and the layer it stands in, from the left."""

    id: str
    symbol: str
    column: int
    row: int = 0


@dataclass(frozen=True, kw_only=True)
class Graph(Picture):
    """A computation: its values, which of them go into which, and the one at hand."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    current: str | None = None
    backward: bool = False
    """Whether gradients flow now, against the arrows."""

    def describe(self) -> Saying:
        """The values, and the one at hand."""
        return Saying(
            "graph",
            {
                "name": self.name,
                "current": next((n.symbol for n in self.nodes if n.id == self.current), None),
                "symbols": tuple(node.symbol for node in self.nodes),
            },
        )


@dataclass(frozen=True, kw_only=True)
class Steps(Picture):
    """The lines of a pass in the order they ran, and the one at hand."""

    steps: tuple[AnnotatedLine, ...]
    cursor: int
    taken: RecordedStep | None = field(default=None, compare=False)
    """The pass whose lines they are: its numbers can be asked where they came from."""

    @property
    def current(self) -> AnnotatedLine:
        """The step at hand."""
        return self.steps[self.cursor]

    def describe(self) -> Saying:
        """The line at hand, and how far it is."""
        shown = self.current
        return Saying(
            "steps",
            {
                "name": self.name,
                "number": self.cursor + 1,
                "count": len(self.steps),
                "symbol": shown.symbol,
                "line": f"{shown.step.name} = {shown.step.formula}",
            },
        )


@dataclass(frozen=True, kw_only=True)
class Code(Picture):
    """Source text that runs, and the line at hand (from 1), if any."""

    text: str
    line: int | None = None

    def describe(self) -> Saying:
        """The line at hand."""
        lines = self.text.splitlines()
        at = lines[self.line - 1].strip() if self.line else ""
        return Saying("code", {"name": self.name, "lines": len(lines), "line": at})
