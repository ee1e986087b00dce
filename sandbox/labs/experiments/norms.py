"""Norms: how long two vectors are, and what a unit ball looks like, for any p."""

from dataclasses import dataclass

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.penalties import lp_norm
from sandbox.labs.frames import Frame
from sandbox.labs.lab import Query, StatelessLab
from sandbox.labs.pictures import Bars, Curves, Line, Table
from sandbox.labs.settings import KnobSettings, number

AROUND = np.linspace(0, 2 * np.pi, 401)
"""Directions, the axes among them: where p is small, a ball's corners lie there."""

Outline = tuple[tuple[float, ...], tuple[float, ...]]
"""x and y of a shape, back to where it began."""


def ball(p: float, radius: float = 1.0) -> Outline:
    """The outline of the ball {w: ‖w‖p ≤ radius}."""
    directions = np.stack([np.cos(AROUND), np.sin(AROUND)], axis=-1)
    x, y = (radius * directions / lp_norm(directions, p)[:, None]).T.tolist()
    return tuple(x), tuple(y)


A = (0.3, -0.3, 0.4)
B = (0.5, -0.5, 0.0)
"""The lecture's two vectors."""

LOW, TOP = 0.2, 10.0
"""The slider's ends; larger p can be typed."""
FROM = 0.5
"""From where on norms are drawn against p, but for a p below: there they are huge."""

BLOCKS = 6.0
"""How far apart the two points are, along each axis."""
STAIRS = 3
"""How many steps the middle path takes."""


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    p: float = number(2.0, low=LOW, high=100.0, top=TOP, by=0.1, acts="live")


class Norms(StatelessLab[Setup]):
    """‖x‖p = (Σ |xᵢ|^p)^(1/p) of the lecture's a and b; the unit ball; paths between two points."""

    id = "norms"
    metrics = ("a", "b")
    pictures = ("terms", "ball", "paths", "lengths", "sizes")
    setup = Setup
    knobs = Setup.knobs()

    def frame(self, state: Query[Setup]) -> Frame:
        """Both norms and where they come from, and what p means in the plane."""
        p = state.setup.p
        paths = _paths()
        return Frame(
            metrics={"a": float(lp_norm(np.array(A), p)), "b": float(lp_norm(np.array(B), p))},
            pictures=(
                _terms(p),
                _ball(p),
                Curves(name="paths", lines=paths, x_name="blocks", square=True),
                Bars(
                    name="lengths",
                    labels=tuple(path.name for path in paths),
                    values=tuple(_length(path, p) for path in paths),
                    scale=2 * BLOCKS,
                ),
                _sizes(p),
            ),
            done=1,
            total=1,
            unit=self.unit,
        )


def _terms(p: float) -> Table:
    """What each entry adds under the root, the sum, and what the root makes of it."""
    vectors = np.array([A, B])
    powers = np.abs(vectors) ** p
    return Table(
        name="terms",
        columns=("term", "a", "b"),
        rows=(
            *((f"|x{'₀₁₂'[i]}|ᵖ", *powers[:, i].tolist()) for i in range(len(A))),
            ("Σ |xᵢ|ᵖ", *powers.sum(axis=-1).tolist()),
            ("‖x‖ₚ", *lp_norm(vectors, p).tolist()),
        ),
    )


def _ball(p: float) -> Curves:
    """All points of the plane with norm 1, for p and for the two that have names."""
    return Curves(
        name="ball",
        lines=(
            Line("ball", *ball(p)),
            Line("l1", *ball(1.0)),
            Line("l2", *ball(2.0)),
        ),
        x_name="w0",
        square=True,
        x_limits=(-1.1, 1.1),
        y_limits=(-1.1, 1.1),
    )


def _paths() -> tuple[Line, ...]:
    """From the lower left to the upper right: three along the axes, and the straight one."""
    far = BLOCKS
    return (
        Line("over", (0.0, 0.0, far), (0.0, far, far)),
        Line("under", (0.0, far, far), (0.0, 0.0, far)),
        Line("stairs", *_stairs()),
        Line("straight", (0.0, far), (0.0, far)),
    )


def _stairs() -> tuple[tuple[float, ...], tuple[float, ...]]:
    marks = np.repeat(np.linspace(0, BLOCKS, STAIRS + 1), 2)
    return tuple(marks[1:].tolist()), tuple(marks[:-1].tolist())


def _length(path: Line, p: float) -> float:
    """Its pieces' norms, added up."""
    pieces: Array = np.diff(np.array([path.x, path.y]).T, axis=0)
    return float(lp_norm(pieces, p).sum())


def _sizes(p: float) -> Curves:
    """Both norms against p, with a mark at the p at hand."""
    at = np.union1d(np.linspace(min(FROM, p), max(TOP, p), 191), p)
    lines = (
        Line(name, tuple(at.tolist()), tuple(float(lp_norm(np.array(x), q)) for q in at))
        for name, x in (("a", A), ("b", B))
    )
    return Curves(name="sizes", lines=tuple(lines), x_name="p", log_y=True, cursor=p)
