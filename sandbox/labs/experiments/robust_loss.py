"""Outlier: one point is dragged away, and a line fitted to all of them follows it, or stays."""

from dataclasses import dataclass

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.closed_form import all_least_absolute, least_squares, outputs
from sandbox.engine.losses import AbsoluteError, Loss, SquaredError
from sandbox.engine.randomness import generator
from sandbox.labs.frames import Frame
from sandbox.labs.lab import Query, StatelessLab
from sandbox.labs.pictures import Bars, Curves, Line
from sandbox.labs.settings import KnobSettings, choice, number
from sandbox.labs.training import Stepless

N = 11
DRAGGED = 8
"""Which point is dragged, from 0."""
INTERCEPT, SLOPE, NOISE = 2.0, 0.5, 0.4
"""Where the points come from: y = 2 + .5x + N(0, .4²) at x = 0, 1, …"""
FURTHEST = 20.0
"""How far the slider drags."""
HIGHEST = 30.0
"""Up to where the plane is drawn for that; a point that a typed value drags further is not lost."""

LOSSES: dict[str, Loss] = {"l1": AbsoluteError(), "l2": SquaredError()}


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    loss: str = choice("l2", ("l1", "l2"), acts="live")
    outlier: float = number(0.0, low=0.0, high=1000.0, top=FURTHEST, acts="live")


class RobustLoss(StatelessLab[Setup]):
    """A line through eleven points, one of which is dragged up by `outlier`.

    Both fits are exact: no line has a smaller L2 loss, or a smaller L1 loss. Of the L1 loss many
    may have the least one; then the one furthest away from the fit is drawn, too.
    """

    id = "outlier"
    drawn = ("drawn_points",)
    metrics = ("slope", "intercept", "L")
    pictures = ("line", "pulls")
    setup = Setup
    knobs = Setup.knobs()

    def training(self, state: Query[Setup]) -> Stepless:
        """Nothing: L2 has a formula, and for L1 all lines through two points are compared."""
        return Stepless.SOLVED

    def frame(self, state: Query[Setup]) -> Frame:
        """The line with the point where it is and where it belongs, and who pulls how hard."""
        setup = state.setup
        X, y = points(state.seed)
        before = fits(setup.loss, X, y)[0]
        y = dragged(y, setup.outlier)
        found = fits(setup.loss, X, y)
        W = found[0]
        L, _ = LOSSES[setup.loss].forward(outputs(X, W, y), y)
        pulls = _pulls(setup.loss, X, W, y)
        return Frame(
            metrics={"slope": float(W[1, 0]), "intercept": float(W[0, 0]), "L": L.item()},
            pictures=(
                _line(X, y, found, before),
                Bars(
                    name="pulls",
                    labels=tuple(str(n) for n in range(N)),
                    values=tuple(pulls[:, 0].tolist()),
                    scale=_furthest(setup.loss, state.seed),
                ),
            ),
            done=1,
            total=1,
            unit=self.unit,
            facts={"train": str(N)},
        )


def points(seed: int) -> tuple[Array, Array]:
    """X (N, 2), ones and x, and y (N, 1), none of them an outlier."""
    x = np.arange(float(N))[:, None]
    noise = NOISE * generator(seed, "outlier").standard_normal((N, 1))
    return np.hstack([np.ones_like(x), x]), INTERCEPT + SLOPE * x + noise


def dragged(y: Array, by: float) -> Array:
    """y (N, 1) with one point moved up."""
    return y + by * (np.arange(N) == DRAGGED)[:, None]


def fits(loss: str, X: Array, y: Array) -> Array:
    """W (R, 2, 1), intercept and slope of the lines with the least loss; the one to show first."""
    return least_squares(X, y)[None] if loss == "l2" else all_least_absolute(X, y)


def _line(X: Array, y: Array, found: Array, before: Array) -> Curves:
    W = found[0]
    x = tuple(X[:, 1].tolist())
    kept = np.arange(N) != DRAGGED
    fitted = X @ W
    return Curves(
        name="line",
        lines=(
            Line("fit", x, tuple(fitted[:, 0].tolist())),
            *_as_good(X, found),
            Line("before", x, tuple((X @ before)[:, 0].tolist())),
            Line("points", tuple(X[kept, 1].tolist()), tuple(y[kept, 0].tolist()), dots=True),
            Line("outlier", (float(DRAGGED),), (float(y[DRAGGED, 0]),), dots=True),
        ),
        x_name="x",
        x_limits=(0.0, float(N - 1)),
        y_limits=(min(0.0, fitted.min().item()), max(HIGHEST, y.max().item())),
    )


def _as_good(X: Array, found: Array) -> tuple[Line, ...]:
    """Of further lines with the least loss the one that lies furthest from the first, if any."""
    away = np.abs(X @ (found - found[0])).max(axis=(-2, -1))
    if not away.any():
        return ()
    other = X @ found[away.argmax()]
    return (Line("as_good", tuple(X[:, 1].tolist()), tuple(other[:, 0].tolist())),)


def _pulls(loss: str, X: Array, W: Array, y: Array) -> Array:
    """How hard each point pulls at the line: (N, 1), upwards above 0."""
    _, cache = LOSSES[loss].forward(outputs(X, W, y), y)
    return -LOSSES[loss].backward(cache, np.ones((1, 1))) * N


def _furthest(loss: str, seed: int) -> float:
    """The hardest pull with the slider at its end: bars are drawn to this scale."""
    X, y = points(seed)
    y = dragged(y, FURTHEST)
    return float(np.abs(_pulls(loss, X, fits(loss, X, y)[0], y)).max())
