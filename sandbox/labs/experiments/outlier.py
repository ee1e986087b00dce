"""Outlier: one point is dragged away, and a line fitted to all of them follows it, or stays."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.exact import least_absolute, least_squares
from sandbox.engine.losses import AbsoluteError, Loss, SquaredError
from sandbox.engine.randomness import generator
from sandbox.labs.answering import AnsweringLab, Asked
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Choice, Knob, Number
from sandbox.labs.pictures import Bars, Curves, Line

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
class Setup:
    """The knobs, typed."""

    loss: str
    outlier: float


class Outlier(AnsweringLab):
    """A line through eleven points, one of which is dragged up by `outlier`.

    Both fits are exact: no line has a smaller L2 loss, or a smaller L1 loss.
    """

    id: ClassVar[str] = "outlier"
    metrics: ClassVar[tuple[str, ...]] = ("slope", "intercept", "L")
    pictures: ClassVar[tuple[str, ...]] = ("line", "pulls")
    knobs: ClassVar[tuple[Knob, ...]] = (
        Choice(name="loss", default="l2", choices=("l1", "l2"), acts="live"),
        Number(name="outlier", default=0.0, low=0.0, high=1000.0, top=FURTHEST, acts="live"),
    )

    def frame(self, state: Asked) -> Frame:
        """The line with the point where it is and where it belongs, and who pulls how hard."""
        setup = Setup(**state.settings)  # type: ignore[arg-type]
        X, y = points(state.seed)
        before = fit(setup.loss, X, y)
        y = dragged(y, setup.outlier)
        W = fit(setup.loss, X, y)
        loss = LOSSES[setup.loss]
        L, cache = loss.forward(X @ W, y)
        pulls = -loss.backward(cache, np.ones((1, 1))) * N
        return Frame(
            metrics={"slope": float(W[1, 0]), "intercept": float(W[0, 0]), "L": L.item()},
            pictures=(
                _line(X, y, W, before),
                Bars(
                    name="pulls",
                    labels=tuple(str(n) for n in range(N)),
                    values=tuple(pulls[:, 0].tolist()),
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


def fit(loss: str, X: Array, y: Array) -> Array:
    """W (2, 1), intercept and slope of the line with the least loss."""
    return least_squares(X, y) if loss == "l2" else least_absolute(X, y)


def _line(X: Array, y: Array, W: Array, before: Array) -> Curves:
    x = tuple(X[:, 1].tolist())
    kept = np.arange(N) != DRAGGED
    fitted = X @ W
    return Curves(
        name="line",
        lines=(
            Line("fit", x, tuple(fitted[:, 0].tolist())),
            Line("before", x, tuple((X @ before)[:, 0].tolist())),
            Line("points", tuple(X[kept, 1].tolist()), tuple(y[kept, 0].tolist()), dots=True),
            Line("outlier", (float(DRAGGED),), (float(y[DRAGGED, 0]),), dots=True),
        ),
        x_name="x",
        x_limits=(0.0, float(N - 1)),
        y_limits=(min(0.0, fitted.min().item()), max(HIGHEST, y.max().item())),
    )
