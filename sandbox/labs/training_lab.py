"""Labs that train one network on minibatches: what is the same in all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite
from typing import Any, Generic, TypeVar

from sandbox.engine.batches import Examples, steps_per_epoch
from sandbox.engine.training import State, Trainer
from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Lab
from sandbox.labs.pictures import Line
from sandbox.labs.settings import KnobSettings
from sandbox.labs.training import Training
from sandbox.labs.yours import NONE, Yours

S = TypeVar("S", bound=KnobSettings)
Row = TypeVar("Row")


@dataclass(frozen=True)
class TrainingRun(Generic[S, Row]):
    """How far a training has come: its data, its state, and a row of figures for each epoch."""

    setup: S
    seed: int
    own: Yours
    train: Examples
    test: Examples
    state: State
    rows: tuple[Row, ...]


R = TypeVar("R", bound=TrainingRun[Any, Any])


class TrainingLab(Lab[R], Generic[S, R]):
    """A lab whose steps are minibatches and whose checkpoints are epochs.

    Its settings have the knobs `epochs` and `batch`.
    """

    unit = "epoch"
    decisive = "train_loss"
    """The figure of a row that ends the run when it is no number any more."""

    def build_trainer(self, setup: S, seed: int, own: Yours) -> Trainer:
        """The network, objective and optimiser of the knobs; KnobError where they do not fit."""
        raise NotImplementedError

    def measured(self, run: R) -> R:
        """The run with a row for the epoch that has just ended, or for the start."""
        raise NotImplementedError

    def trainer_for(self, setup: S, seed: int, own: Yours = NONE) -> Trainer:
        """What `build_trainer` makes; the last few are kept."""
        return _trainer(self, setup, seed, own)

    def trainer(self, run: R) -> Trainer:
        """The trainer of a run's settings."""
        return _trainer(self, run.setup, run.seed, run.own)

    def step(self, run: R, settings: Settings) -> R:
        """One minibatch; at the end of an epoch also its figures."""
        run = self.with_settings(run, settings)
        run = replace(run, state=self.training(run).step()[0])
        return self.measured(run) if self.is_checkpoint(run) else run

    def with_settings(self, run: R, settings: Settings) -> R:
        """The run under its new settings; they act from the next minibatch on."""
        return replace(run, setup=run.setup.of(settings))

    def steps_per_epoch(self, run: R) -> int:
        """How many minibatches there are."""
        return steps_per_epoch(len(run.train), run.setup.batch)

    def is_checkpoint(self, run: R) -> bool:
        """At the end of every epoch."""
        return run.state.step % self.steps_per_epoch(run) == 0

    def is_done(self, run: R) -> bool:
        """After the last epoch, or when the decisive figure is no number any more."""
        if run.state.step >= run.setup.epochs * self.steps_per_epoch(run):
            return True
        return bool(run.rows) and not isfinite(getattr(run.rows[-1], self.decisive))

    def training(self, run: R) -> Training:
        """The network on minibatches."""
        return Training(self.trainer(run), run.state, run.train)

    def nbytes(self, run: R) -> int:
        """The weights, and the references to the rows."""
        return run.state.nbytes + 8 * len(run.rows)


# A trainer compiles its step: it is kept as long as knobs that are turned come back to it.
@lru_cache(maxsize=32)
def _trainer(lab: TrainingLab[Any, Any], setup: Any, seed: int, own: Yours) -> Trainer:
    return lab.build_trainer(setup, seed, own)


def curve(name: str, rows: Sequence[Any]) -> Line:
    """The figure of that name, epoch by epoch."""
    return Line(
        name, tuple(float(row.epoch) for row in rows), tuple(getattr(row, name) for row in rows)
    )
