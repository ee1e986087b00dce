"""Symmetry: hidden units that start alike, and what sets them apart."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import nan

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.batches import Examples
from sandbox.engine.initialisation import Constant, Initialiser, Normal, Zero
from sandbox.engine.losses import HalfSquaredError
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import sgd
from sandbox.engine.randomness import generator
from sandbox.engine.training import State, Trainer, evaluate
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Resources
from sandbox.labs.networks import mlp
from sandbox.labs.pictures import Bars, Curves, Matrix
from sandbox.labs.settings import KnobSettings, choice, integer, number
from sandbox.labs.training import Training
from sandbox.labs.training_lab import TrainingLab, TrainingRun, curve
from sandbox.labs.yours import NONE, Yours

EXAMPLES = 50
DRAW = 137
"""Which draw of the points it is: one on which the four starts end well apart."""
START = 1.0
"""The constant, and the standard deviation of a random start."""
SHOWN = 10
"""Training steps between two frames."""
ALIKE = 1e-6
"""Units whose weights differ by less than this are the same unit."""


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    init: str = choice("constant", ("constant", "constant-first", "random", "zero"))
    dropout: float = number(0.0, entry="unit_dropout", low=0.0, high=0.95, by=0.01, acts="live")
    hidden: int = integer(8, entry="units", low=1, high=16)
    lr: float = number(0.1, low=1e-3, high=10.0, top=1.0, log=True, acts="live")
    epochs: int = integer(2000, low=1, high=100_000, log=True, acts="live")


@dataclass(frozen=True)
class Row:
    """The loss at one checkpoint."""

    epoch: int
    loss: float


Run = TrainingRun[Setup, Row]


class Symmetry(TrainingLab[Setup, Run]):
    """A small network learns whether two numbers have the same sign: y = ±1, as XOR has it.

    50 points from N(0, 1)², one hidden layer of tanh units, one output, ½(o − y)², plain gradient
    descent on all points at once, so that an epoch is a step. The data is the same for all seeds.
    """

    id = "symmetry"
    drawn = ("drawn_weights",)
    metrics = ("distinct", "loss")
    pictures = ("hidden_units", "unit_weights", "descent")
    step_delay_s = 0.003
    knobs = Setup.knobs()
    decisive = "loss"

    def start(self, settings: Settings, seed: int, resources: Resources) -> Run:
        """The weights before any training; biases are 0."""
        setup = Setup.of(settings)
        state = self.trainer_for(setup, seed).start(STARTS[setup.init])
        return self.measured(Run(setup, seed, NONE, examples(), examples(), state, ()))

    def build_trainer(self, setup: Setup, seed: int, own: Yours) -> Trainer:
        """Gradient descent on all examples at once, in float64."""
        network = mlp((2, setup.hidden, 1), "tanh", (setup.dropout,))
        objective = Objective(network, HalfSquaredError())
        return Trainer(objective, sgd(setup.lr), EXAMPLES, seed, np.float64)

    @np.errstate(all="ignore")
    def measured(self, run: Run) -> Run:
        """The loss as it is now, without dropout."""
        objective = self.trainer(run).objective
        loss = evaluate(objective, run.state.params, run.train, np.float64)["loss"]
        return replace(run, rows=(*run.rows, Row(run.state.step, float(loss.item()))))

    def steps_per_epoch(self, run: Run) -> int:
        """An epoch is a step."""
        return 1

    def is_checkpoint(self, run: Run) -> bool:
        """The first few steps one by one, as that is where units part; then every tenth."""
        return run.state.step < SHOWN or run.state.step % SHOWN == 0

    def training(self, run: Run) -> Training:
        """The network on all points at once."""
        return Training(self.trainer(run), run.state, run.train, whole=True)

    def frame(self, run: Run) -> Frame:
        """A bar for each hidden unit, all of its weights, and the loss."""
        hidden = hidden_units(run.state)
        outgoing = run.state.params[-1]["W"].T
        return Frame(
            metrics={"distinct": distinct(hidden), "loss": run.rows[-1].loss},
            pictures=(
                Bars(
                    name="hidden_units",
                    labels=tuple(str(unit) for unit in range(run.setup.hidden)),
                    values=tuple(hidden[0].tolist()),
                    scale=2.0,
                ),
                Matrix(
                    name="unit_weights",
                    values=np.concatenate([hidden, outgoing]),
                    rows=("x₁", "x₂", "b", "o"),
                    heat=True,
                ),
                Curves(
                    name="descent",
                    lines=(curve("loss", run.rows),),
                    x_name="epoch",
                    log_y=True,
                    y_room=(0.05, 1.0),
                    x_limits=(0.0, float(max(run.setup.epochs, 1))),
                ),
            ),
            done=run.state.step,
            total=run.setup.epochs,
            unit=self.unit,
        )


STARTS: dict[str, list[Initialiser]] = {
    "constant": [Constant(START)],
    "constant-first": [Constant(START), Normal(START)],
    "random": [Normal(START)],
    "zero": [Zero()],
}
"""What the first and the second layer's weights start from."""


@lru_cache(maxsize=1)
def examples() -> Examples:
    """X (50, 2) from N(0, 1) and y (50, 1): 1 where both have the same sign, else −1."""
    X = generator(DRAW, "symmetry").standard_normal((EXAMPLES, 2))
    return Examples(X, np.sign(X[:, :1] * X[:, 1:]))


def hidden_units(state: State) -> Array:
    """The weights from both inputs and the bias of each hidden unit, a column a unit: (3, H)."""
    return np.concatenate([state.params[0]["W"], state.params[0]["b"]])


def distinct(units: Array) -> float:
    """How many different columns there are among units (N, H); NaN where not all are numbers."""
    if not np.isfinite(units).all():
        return nan
    found: list[Array] = []
    for unit in units.T:
        if not any(np.abs(unit - one).max() < ALIKE for one in found):
            found.append(unit)
    return len(found)
