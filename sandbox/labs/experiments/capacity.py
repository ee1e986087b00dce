"""Capacity: polynomials of more and more columns, fitted to the same few points."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import factorial

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.batches import Examples, steps_per_epoch
from sandbox.engine.closed_form import least_squares
from sandbox.engine.layers import LinearWithoutBias
from sandbox.engine.losses import SquaredError
from sandbox.engine.network import Network
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import sgd
from sandbox.engine.training import State, Trainer
from sandbox.labs.data.regression import POLYNOMIAL, polynomial_data
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Lab, Resources
from sandbox.labs.pictures import Curves, Line
from sandbox.labs.settings import KnobSettings, choice, integer
from sandbox.labs.training import Stepless, Training

MOST_COLUMNS = 12
MOST_EXAMPLES = 1000
"""All are drawn at once, so that points stay where they are when more are asked for."""
LR, BATCH, EPOCHS = 0.01, 10, 400
"""How `fit=sgd` trains."""
X_LIMITS, Y_LIMITS = (-3.0, 3.0), (-45.0, 25.0)
"""The part of the plane that is drawn; a wild curve leaves it."""
ERRORS = (1e-3, 1e8)
"""The part of the errors' axis that is drawn."""
DRAWN_AT = tuple(np.linspace(*X_LIMITS, 241).tolist())

OBJECTIVE = Objective(Network((LinearWithoutBias(MOST_COLUMNS, 1),)), SquaredError())


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    columns: int = integer(4, low=1, high=MOST_COLUMNS, acts="live")
    n_train: int = integer(20, low=2, high=MOST_EXAMPLES, log=True)
    n_test: int = integer(100, low=2, high=MOST_EXAMPLES, log=True, acts="live")
    fit: str = choice("exact", ("exact", "sgd"))


@dataclass(frozen=True)
class Run:
    """A model for every number of columns, as replicas: `state` has W (R, MOST_COLUMNS, 1)."""

    setup: Setup
    seed: int
    state: State


class Capacity(Lab[Run]):
    """y = 5 + 1.2x − 3.4x²/2! + 5.6x³/3! + noise, fitted with the first columns of xⁱ/i!.

    All numbers of columns are fitted, the knob chooses which one is looked at. `fit=exact` is over
    at once; `fit=sgd` trains them together, on the same minibatches, for 400 epochs.
    """

    id = "capacity"
    drawn = ("drawn_examples",)
    metrics = ("train_loss", "test_loss", "best_columns")
    pictures = ("fitted", "capacities")
    knobs = Setup.knobs()

    def start(self, settings: Settings, seed: int, resources: Resources) -> Run:
        """Fitted exactly, or with all weights at 0."""
        setup = Setup.of(settings)
        if setup.fit == "exact":
            return Run(setup, seed, _exact(setup.n_train, seed))
        return Run(setup, seed, State(({"W": np.zeros((MOST_COLUMNS, MOST_COLUMNS, 1))},)))

    def step(self, run: Run, settings: Settings) -> Run:
        """One minibatch for all models, where they are trained."""
        if run.setup.fit == "exact":
            return run
        run = self.with_settings(run, settings)
        data = drawn("train", run.setup.n_train, run.seed)
        together = Training(_trainer(OBJECTIVE, run.seed), run.state, data)
        return replace(run, state=together.step()[0])

    def with_settings(self, run: Run, settings: Settings) -> Run:
        """Another model to look at, or other points to test it."""
        return replace(run, setup=Setup.of(settings))

    def is_checkpoint(self, run: Run) -> bool:
        """At the end of every epoch; an exact fit has no others."""
        return run.setup.fit == "exact" or run.state.step % _steps(run) == 0

    def is_done(self, run: Run) -> bool:
        """At once, or after the last epoch."""
        return run.setup.fit == "exact" or run.state.step >= EPOCHS * _steps(run)

    def training(self, run: Run) -> Training | Stepless:
        """The model at hand alone: what it has of the minibatches that all are trained on."""
        setup, k = run.setup, run.setup.columns
        if setup.fit == "exact":
            return Stepless.SOLVED
        data = drawn("train", setup.n_train, run.seed)
        own = Objective(Network((LinearWithoutBias(k, 1),)), SquaredError())
        return Training(
            _trainer(own, run.seed),
            replace(run.state, params=({"W": run.state.params[0]["W"][k - 1, :k]},)),
            Examples(data.X[k - 1, :, :k], data.y[k - 1]),
        )

    def nbytes(self, run: Run) -> int:
        """The weights."""
        return run.state.nbytes

    def frame(self, run: Run) -> Frame:
        """The curve that was fitted, and the errors of all of them."""
        setup = run.setup
        train_loss = _losses(run, "train", setup.n_train)
        test_loss = _losses(run, "test", setup.n_test)
        exact = setup.fit == "exact"
        return Frame(
            metrics={
                "train_loss": float(train_loss[setup.columns - 1]),
                "test_loss": float(test_loss[setup.columns - 1]),
                "best_columns": int(np.nanargmin(test_loss)) + 1,
            },
            pictures=(
                _fitted(run),
                _capacities(setup.columns, train_loss, test_loss),
            ),
            done=1 if exact else run.state.step // _steps(run),
            total=1 if exact else EPOCHS,
            unit="answer" if exact else "epoch",
            facts={
                "data": "polynomial",
                "train": str(setup.n_train),
                "test": str(setup.n_test),
            },
        )


def _trainer(objective: Objective, seed: int) -> Trainer:
    return Trainer(objective, sgd(LR), BATCH, seed, np.float64)


@lru_cache(maxsize=8)
def drawn(purpose: str, n: int, seed: int) -> Examples:
    """The first n points, as inputs (R, n, MOST_COLUMNS) for every model and targets (R, n, 1)."""
    x, y = _points(purpose, n, seed)
    return Examples(features(x), np.broadcast_to(y, (MOST_COLUMNS, n, 1)))


def features(x: Array) -> Array:
    """x (n, 1) as xⁱ/i!, the columns that model r has not at 0: (R, n, MOST_COLUMNS)."""
    powers = np.arange(MOST_COLUMNS)
    columns = x**powers / np.array([factorial(i) for i in powers])
    has = np.tril(np.ones((MOST_COLUMNS, MOST_COLUMNS)))
    return columns * has[:, None, :]


def _points(purpose: str, n: int, seed: int) -> tuple[Array, Array]:
    x, y = polynomial_data(MOST_EXAMPLES, seed, purpose)
    return x[:n], y[:n]


@lru_cache(maxsize=8)
def _exact(n: int, seed: int) -> State:
    data = drawn("train", n, seed)
    W = np.zeros((MOST_COLUMNS, MOST_COLUMNS, 1))
    for r in range(MOST_COLUMNS):
        W[r, : r + 1] = least_squares(data.X[r, :, : r + 1], data.y[r])
    return State(({"W": W},))


def _steps(run: Run) -> int:
    return steps_per_epoch(run.setup.n_train, BATCH)


@np.errstate(all="ignore")
def _losses(run: Run, purpose: str, n: int) -> Array:
    """Every model's mean squared error over n points: (R,)."""
    data = drawn(purpose, n, run.seed)
    return OBJECTIVE.forward(run.state.params, data.X, data.y).L[:, 0, 0]


def _fitted(run: Run) -> Curves:
    """The curve at hand, the one the points come from, and the points."""
    model = run.setup.columns - 1
    at = np.array(DRAWN_AT)[:, None]
    curve = (features(at)[model] @ run.state.params[0]["W"][model])[:, 0]
    truth = np.polynomial.polynomial.polyval(at[:, 0], POLYNOMIAL)
    x, y = _points("train", run.setup.n_train, run.seed)
    return Curves(
        name="fitted",
        lines=(
            Line("fit", DRAWN_AT, tuple(curve.tolist())),
            Line("truth", DRAWN_AT, tuple(truth.tolist())),
            Line("points", tuple(x[:, 0].tolist()), tuple(y[:, 0].tolist()), dots=True),
        ),
        x_name="x",
        x_limits=X_LIMITS,
        y_limits=Y_LIMITS,
    )


def _capacities(columns: int, train_loss: Array, test_loss: Array) -> Curves:
    """Both errors of every model, with a mark at the one at hand."""
    at = tuple(float(k) for k in range(1, MOST_COLUMNS + 1))
    return Curves(
        name="capacities",
        lines=(
            Line("train_loss", at, tuple(train_loss.tolist())),
            Line("test_loss", at, tuple(test_loss.tolist())),
        ),
        x_name="columns",
        log_y=True,
        x_limits=(1.0, float(MOST_COLUMNS)),
        y_limits=ERRORS,
        cursor=float(columns),
    )
