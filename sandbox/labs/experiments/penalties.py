"""Penalties: Lasso and Ridge on twenty weights, and on two that can be drawn in the plane."""

from bisect import bisect
from dataclasses import dataclass

import numpy as np

from sandbox.engine.arrays import Array, Params
from sandbox.engine.batches import Examples
from sandbox.engine.closed_form import least_squares
from sandbox.engine.penalties import lp_norm
from sandbox.engine.training import State, evaluate
from sandbox.labs.experiments.norms import AROUND, Outline, ball
from sandbox.labs.experiments.regularised_fit import INPUTS, STEPS, How, Problem, solved, trainer
from sandbox.labs.frames import Frame
from sandbox.labs.lab import Query, StatelessLab
from sandbox.labs.pictures import Bars, Curves, Line
from sandbox.labs.settings import KnobSettings, choice, integer, number
from sandbox.labs.source_code import code_of
from sandbox.labs.training import Training

TOP, NOTCH = 6.0, 0.05
GRID = tuple(np.round(np.arange(0, TOP + NOTCH / 2, NOTCH), 10).tolist())
"""Every λ that the slider stops at."""
NEAR = 1.0
"""As long as λ is no larger, losses are drawn up to here: in their first part they turn."""
X_LIMITS, Y_LIMITS = (-1.0, 2.7), (-0.5, 2.7)
"""The part of the plane that is drawn: where the solutions are."""
POWER = {"l1": 1.0, "l2": 2.0}
"""The p whose ball a penalty keeps the weights in."""


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    penalty: str = choice("l1", ("l1", "l2", "none"), acts="live")
    decay: float = number(0.0, low=0.0, high=100.0, top=TOP, by=NOTCH, acts="live")
    relevant: int = integer(5, low=1, high=INPUTS, acts="live")
    method: str = choice("proximal", ("proximal", "subgradient"), acts="live")

    @property
    def how(self) -> How:
        """What decides the solution besides the data and λ."""
        return How(self.penalty, self.method) if self.penalty == "l1" else How(self.penalty)


class Penalties(StatelessLab[Setup]):
    """Cost = L + λ/2 · Σ|w| (Lasso) or L + λ/2 · Σw² (Ridge), L being the mean of ½(ŷ − y)².

    Both problems are solved by 2000 steps on all examples; L1 by proximal ones, which shrink by a
    fixed amount and stop at 0, or by subgradients, which never stop.
    """

    id = "penalties"
    drawn = ("drawn_examples",)
    metrics = ("zeros", "w_norm", "train_loss", "test_loss")
    pictures = ("twenty", "plane", "tradeoff", "code")
    setup = Setup
    knobs = Setup.knobs()

    def training(self, state: Query[Setup]) -> Training:
        """The twenty weights where they have arrived: what a step more would do to them."""
        setup = state.setup
        problem = Problem(state.seed, setup.relevant)
        weights = {name: values[0] for name, values in _at(problem, setup).items()}
        of = trainer(problem, setup.how, setup.decay)
        return Training(of, State((weights,), step=STEPS), problem.examples("train"), whole=True)

    def frame(self, state: Query[Setup]) -> Frame:
        """Twenty weights as bars, two in the plane, and what every λ would have come to."""
        setup = state.setup
        problem = Problem(state.seed, setup.relevant)
        train, test = problem.examples("train"), problem.examples("test")
        params = _at(problem, setup)
        W = params["W"][0, :, 0]
        of = trainer(problem, setup.how, setup.decay)
        return Frame(
            metrics={
                "zeros": int((W == 0).sum()),
                "w_norm": float(np.linalg.norm(W)),
                "train_loss": _losses(train, params)[0],
                "test_loss": _losses(test, params)[0],
            },
            pictures=(
                Bars(
                    name="twenty",
                    labels=tuple(f"w{i}" for i in range(INPUTS)),
                    values=tuple(W.tolist()),
                    # As long as the longest without a penalty, whatever the λ: they shrink.
                    scale=float(np.abs(_free(problem)).max()),
                ),
                _plane(Problem(state.seed, None), setup),
                _tradeoff(problem, setup),
                code_of(of),
            ),
            done=1,
            total=1,
            unit=self.unit,
            facts={"data": "linear", "train": str(len(train)), "test": str(len(test))},
        )


def _at(problem: Problem, setup: Setup) -> Params:
    """The solution (1, …) for the λ at hand: one of the grid's, or found on its own."""
    if setup.decay not in GRID:
        return solved(problem, setup.how, (setup.decay,))
    here = GRID.index(setup.decay)
    params = solved(problem, setup.how, GRID)
    return {name: values[here : here + 1] for name, values in params.items()}


def _along(problem: Problem, setup: Setup) -> tuple[tuple[float, ...], Params]:
    """λ from 0 as far as the slider goes, or as was typed, the one at hand among them; solutions.

    They are solutions (R, …), one for each λ.
    """
    here = setup.decay
    grid = GRID if here <= TOP else tuple(np.linspace(0, here, len(GRID)).tolist())
    params = solved(problem, setup.how, grid)
    if here in grid:
        return grid, params
    place = bisect(grid, here)
    own = _at(problem, setup)
    joined = {
        name: np.concatenate([values[:place], own[name], values[place:]])
        for name, values in params.items()
    }
    return (*grid[:place], here, *grid[place:]), joined


def _free(problem: Problem) -> Array:
    """The weights (1, I, 1) without any penalty."""
    return solved(problem, How("none"), (0.0,))["W"]


def _losses(data: Examples, params: Params) -> list[float]:
    """The mean of ½(ŷ − y)² for each replica; no penalty is counted."""
    objective = trainer(Problem(0, 1), How("none"), 0.0).objective
    loss = evaluate(objective, (params,), data, np.float64)["loss"]
    return loss[:, 0, 0].tolist()


def _tradeoff(problem: Problem, setup: Setup) -> Curves:
    """Both losses along λ, near its least or as far as the slider goes; a mark at the λ at hand."""
    decays, params = _along(problem, setup)
    end = NEAR if setup.decay <= NEAR else decays[-1]
    drawn = decays[: decays.index(end) + 1]
    params = {name: values[: len(drawn)] for name, values in params.items()}
    return Curves(
        name="tradeoff",
        lines=tuple(
            Line(f"{purpose}_loss", drawn, tuple(_losses(problem.examples(purpose), params)))
            for purpose in ("train", "test")
        ),
        x_name="decay",
        x_limits=(0.0, end),
        cursor=setup.decay,
    )


def _plane(problem: Problem, setup: Setup) -> Curves:
    """Two weights: where the loss is as large as at the solution, the ball, and the way there."""
    data = problem.examples("train")
    least = least_squares(data.X, data.y)
    here = _at(problem, setup)["W"][0]
    path = _along(problem, setup)[1]["W"][:, :, 0]
    p = POWER.get(setup.penalty)
    lines = [Line("contour", *_contour(data, least, here))]
    if p is not None:
        lines.append(Line("ball", *ball(p, float(lp_norm(here[:, 0], p)))))
    lines += [
        Line("path", tuple(path[:, 0].tolist()), tuple(path[:, 1].tolist())),
        Line("least", *_dot(least), dots=True),
        Line("here", *_dot(here), dots=True),
    ]
    return Curves(
        name="plane",
        lines=tuple(lines),
        x_name="w0",
        square=True,
        x_limits=X_LIMITS,
        y_limits=Y_LIMITS,
    )


def _contour(data: Examples, least: Array, here: Array) -> Outline:
    """All w with the loss of `here`: (w − least)ᵀA(w − least) = r², an ellipse about `least`."""
    A = data.X.T @ data.X / len(data)
    away = here - least
    r = np.sqrt(max((away.T @ A @ away).item(), 0.0))
    circle = np.stack([np.cos(AROUND), np.sin(AROUND)])
    x, y = (least + r * np.linalg.solve(np.linalg.cholesky(A).T, circle)).tolist()
    return tuple(x), tuple(y)


def _dot(w: Array) -> Outline:
    return (float(w[0, 0]),), (float(w[1, 0]),)
