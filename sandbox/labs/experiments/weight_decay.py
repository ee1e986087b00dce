"""Weight decay: the lecture's linear model with 200 inputs and 20 examples to learn from."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, log10

import numpy as np

from sandbox.engine.arrays import Array, Setting, settings
from sandbox.engine.batches import Examples
from sandbox.engine.initialisation import Normal
from sandbox.engine.layers import Linear
from sandbox.engine.losses import HalfSquaredError, SquaredError
from sandbox.engine.network import Network
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import sgd
from sandbox.engine.penalties import L2
from sandbox.engine.randomness import Seed
from sandbox.engine.training import State, Trainer, evaluate, train
from sandbox.labs.data.regression import linear_data
from sandbox.labs.exporting import script
from sandbox.labs.exporting.preamble import drawn
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Resources
from sandbox.labs.pictures import Curves, Line, Matrix
from sandbox.labs.settings import KnobSettings, choice, integer, number
from sandbox.labs.source_code import code_of
from sandbox.labs.training_lab import TrainingLab, TrainingRun, curve
from sandbox.labs.yours import NONE, Yours

STRENGTHS = 64
WORK = 2.5e8
"""Multiplications that a sweep may take; a larger one is of fewer epochs."""


@dataclass(frozen=True)
class Sweep:
    """What each strength has come to after so many epochs."""

    decays: tuple[float, ...]
    test_loss: tuple[float, ...]
    w_norm: tuple[float, ...]
    epochs: int


@lru_cache(maxsize=1)
def strengths(highest: float) -> tuple[float, ...]:
    """64 of them from 0 to the highest, evenly."""
    return tuple(float(decay) for decay in np.linspace(0.0, highest, STRENGTHS))


def epochs_within(budget: float, inputs: int, n_train: int, wanted: int) -> int:
    """As many epochs as are wanted, or as the budget of multiplications allows; one at least."""
    return max(1, min(wanted, int(budget / (STRENGTHS * inputs * n_train))))


@np.errstate(all="ignore")  # A strength that diverges is a result.
def swept(
    trainer: Trainer,
    state: State,
    train_set: Examples,
    test_set: Examples,
    decays: tuple[float, ...],
    epochs: int,
) -> Sweep:
    """Train all strengths at once; the trainer's decay is `settings(decays)`.

    Replica r is the run with decays[r] alone, from the same weights on the same minibatches.
    """
    for progress in train(trainer, state, train_set, epochs):
        state = progress.state
    W = np.broadcast_to(state.params[0]["W"], (len(decays), *state.params[0]["W"].shape[-2:]))
    loss = evaluate(trainer.objective, state.params, test_set)["loss"]
    norms = np.sqrt((W.astype(np.float64) ** 2).sum(axis=(-2, -1)))
    return Sweep(
        decays,
        tuple(float(value) for value in np.broadcast_to(loss.ravel(), (len(decays),))),
        tuple(float(value) for value in norms),
        epochs,
    )


HIGHEST_DECAY = 10.0
"""Where the slider of λ ends. The sweep goes as far, or by powers of ten to what was typed."""
SWEPT = (1e-3, 1e3)
"""The part of the sweep's vertical axis that is drawn: strengths that diverge would flatten it."""
LOSSES, NORMS = (1e-6, 1e2), (1e-2, 1e2)
"""What of the axes of the losses and of ‖w‖ is drawn at the least, so that runs can be compared."""

COLUMNS = 20
"""How many weights stand in a row of their picture."""


@dataclass(frozen=True)
class Row:
    """What one epoch has come to."""

    epoch: int
    train_loss: float
    test_loss: float
    w_norm: float


@dataclass(frozen=True)
class Setup(KnobSettings):
    """The lab's knobs."""

    decay: float = number(0.0, low=0.0, high=1000.0, top=HIGHEST_DECAY, acts="live")
    lr: float = number(0.003, low=1e-5, high=10.0, log=True, acts="live")
    init_std: float = number(1.0, entry="start_std", low=0.0, high=100.0, top=2.0)
    form: str = choice("scratch", ("scratch", "concise"))
    epochs: int = integer(100, low=1, high=10_000, log=True, acts="live")
    batch: int = integer(5, low=1, high=1000, log=True)
    n_train: int = integer(20, low=1, high=10_000, log=True)
    n_test: int = integer(100, low=1, high=10_000, log=True)
    inputs: int = integer(200, low=1, high=2000, log=True)


Run = TrainingRun[Setup, Row]


class WeightDecayLab(TrainingLab[Setup, Run]):
    """y = .05 + Σ .01·xᵢ + noise: with fewer examples than weights, decay decides what is learnt.

    `form=scratch` has the penalty in the objective and ½ in the loss; `form=concise` has the
    optimiser decay the weights and, as nn.MSELoss, no ½.
    """

    id = "weight-decay"
    drawn = ("drawn_examples", "drawn_weights", "drawn_batches")
    metrics = ("w_norm", "train_loss", "test_loss")
    pictures = ("losses", "norm", "weights", "code", "sweep")
    knobs = Setup.knobs()
    decisive = "w_norm"

    def start(self, settings: Settings, seed: int, resources: Resources) -> Run:
        """Draw the data and the weights, w ~ N(0, init_std²); b = 0 in both forms."""
        setup = Setup.of(settings)
        train, test = _data(setup, seed)
        state = self.trainer_for(setup, seed).start(Normal(setup.init_std))
        return self.measured(Run(setup, seed, NONE, train, test, state, ()))

    def build_trainer(self, setup: Setup, seed: int, own: Yours) -> Trainer:
        """The lecture's from-scratch training, or its concise form."""
        return _trainer(setup, setup.decay, seed)

    @np.errstate(all="ignore")  # A run that diverges is a result.
    def measured(self, run: Run) -> Run:
        """The losses over all of the data, and how long w is."""
        objective, params = self.trainer(run).objective, run.state.params
        row = Row(
            epoch=run.state.step // self.steps_per_epoch(run),
            train_loss=float(evaluate(objective, params, run.train)["loss"].item()),
            test_loss=float(evaluate(objective, params, run.test)["loss"].item()),
            w_norm=float(np.linalg.norm(params[0]["W"].astype(np.float64))),
        )
        return replace(run, rows=(*run.rows, row))

    def export(self, run: Run, to: str) -> str:
        """The training, on the data that it draws itself."""
        setup = run.setup
        origin = drawn(
            "regression",
            train=f'linear_data({setup.inputs}, {setup.n_train}, {run.seed}, "train")',
            test=f'linear_data({setup.inputs}, {setup.n_test}, {run.seed}, "test")',
        )
        trainer = self.trainer_for(setup, run.seed)
        return script(to, trainer, Normal(setup.init_std), setup.epochs, origin)

    def frame(self, run: Run) -> Frame:
        """The losses and ‖w‖ epoch by epoch, and the weights themselves."""
        last, trainer = run.rows[-1], self.trainer(run)
        return Frame(
            metrics={name: getattr(last, name) for name in self.metrics},
            pictures=(
                _curves(run, "losses", ("train_loss", "test_loss"), LOSSES),
                _curves(run, "norm", ("w_norm",), NORMS),
                Matrix(name="weights", values=_as_rows(run.state.params[0]["W"]), heat=True),
                code_of(trainer),
                _sweep(run),
            ),
            done=last.epoch,
            total=run.setup.epochs,
            unit=self.unit,
            facts={"data": "regression", "train": str(len(run.train)), "test": str(len(run.test))},
        )


def _trainer(setup: Setup, decay: Setting, seed: Seed) -> Trainer:
    network = Network((Linear(setup.inputs, 1),))
    if setup.form == "scratch":
        objective = Objective(network, HalfSquaredError(), L2(decay))
        return Trainer(objective, sgd(setup.lr), setup.batch, seed)
    objective = Objective(network, SquaredError())
    return Trainer(objective, sgd(setup.lr, decay=decay), setup.batch, seed)


@lru_cache(maxsize=64)
def sweep_for(setup: Setup, seed: int, decays: tuple[float, ...]) -> Sweep:
    """All strengths as one run; of the setup all counts but its own strength."""
    trainer = _trainer(setup, settings(decays), seed)
    train, test = _data(setup, seed)
    epochs = epochs_within(WORK, setup.inputs, setup.n_train, setup.epochs)
    return swept(trainer, trainer.start(Normal(setup.init_std)), train, test, decays, epochs)


def _data(setup: Setup, seed: int) -> tuple[Examples, Examples]:
    return (
        Examples(*linear_data(setup.inputs, setup.n_train, seed, "train")),
        Examples(*linear_data(setup.inputs, setup.n_test, seed, "test")),
    )


def _sweep(run: Run) -> Curves:
    """Test loss and ‖w‖ of 64 strengths, and of the one at hand, which is marked, against λ."""
    here, setup = run.setup.decay, replace(run.setup, decay=0.0)
    end = 10.0 ** ceil(log10(max(here, HIGHEST_DECAY)))
    swept = sweep_for(setup, run.seed, strengths(end))
    # The mark's own values, and not those of whichever strength is nearest.
    own = sweep_for(setup, run.seed, (here,))
    found = {
        decay: values
        for one in (swept, own)
        for decay, *values in zip(one.decays, one.test_loss, one.w_norm, strict=True)
    }
    decays = tuple(sorted(found))
    return Curves(
        name="sweep",
        lines=tuple(
            Line(name, decays, tuple(found[decay][place] for decay in decays))
            for place, name in enumerate(("test_loss", "w_norm"))
        ),
        x_name="decay",
        log_y=True,
        x_limits=(0.0, end),
        y_limits=SWEPT,
        cursor=here,
    )


def _curves(run: Run, name: str, lines: tuple[str, ...], y_room: tuple[float, float]) -> Curves:
    return Curves(
        name=name,
        lines=tuple(curve(line, run.rows) for line in lines),
        x_name="epoch",
        log_y=True,
        x_limits=(0.0, float(run.setup.epochs)),
        y_room=y_room,
    )


def _as_rows(W: Array) -> Array:
    """The weights (I, 1) in rows of COLUMNS, the last one filled up with NaN."""
    flat = W.ravel()
    columns = min(COLUMNS, flat.size)
    filled = np.full(-(-flat.size // columns) * columns, np.nan, W.dtype)
    filled[: flat.size] = flat
    return filled.reshape(-1, columns)
