"""Pictures as data: what a frame shows, without a word about how it is drawn.

Names of pictures, lines, rows and columns are ids, which the course's tables have words for.
`describe` gives the facts that a picture states, for screen readers and pipes: the id of a
sentence and the values that go into it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.engine.arrays import Array
from sandbox.engine.watching import Step


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
    cursor: float | None = None
    """An x to mark."""

    def describe(self) -> Saying:
        """Each line's last value."""
        last = {line.name: line.y[-1] for line in self.lines if line.y}
        at = max((line.x[-1] for line in self.lines if line.x), default=None)
        return Saying("curves", {"name": self.name, "x_name": self.x_name, "at": at, "last": last})


@dataclass(frozen=True, kw_only=True)
class Matrix(Picture):
    """Numbers in rows and columns (M, N); heat also colours each by its size."""

    values: Array
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    heat: bool = False

    def describe(self) -> Saying:
        """Its shape and the range of its values."""
        return Saying(
            "matrix",
            {
                "name": self.name,
                "rows": self.values.shape[0],
                "columns": self.values.shape[1],
                "least": float(self.values.min()),
                "most": float(self.values.max()),
            },
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


@dataclass(frozen=True)
class Shown:
    """A step of a pass in the lecture's notation as well as the code's."""

    step: Step
    phase: str
    """forward, loss, backward or update."""
    symbol: str
    """What the value is in the lecture: "∂J/∂W⁽²⁾"."""
    notation: str
    """The line in the lecture's notation, where it has one: "∂J/∂o · hᵀ"."""
    operand_symbols: Mapping[str, str]
    """The same for what goes in: "X" to "h"."""
    node: str
    """The value of the graph that the line is about: "z", "W⁽²⁾"."""


@dataclass(frozen=True, kw_only=True)
class Steps(Picture):
    """The lines of a pass in the order they ran, and the one at hand."""

    steps: tuple[Shown, ...]
    cursor: int

    @property
    def current(self) -> Shown:
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
