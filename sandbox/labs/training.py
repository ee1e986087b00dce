"""What a lab trains, where it stands, and on what: from this come its steps, watched or not."""

from dataclasses import dataclass, replace
from enum import Enum

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.batches import Examples
from sandbox.engine.objective import ForwardValues
from sandbox.engine.training import State, Trainer
from sandbox.passes.recorded_step import RecordedStep


class Stepless(Enum):
    """Why a lab has no training step to show."""

    NOTHING = "nothing"
    """It trains nothing."""
    SOLVED = "solved"
    """What it fits has a formula, or is found by trying: there is no step on the way."""
    NO_UPDATE = "no_update"
    """It sends signals there and back, but has no loss, and changes no weight."""


@dataclass(frozen=True)
class Training:
    """One network, without a replica axis, that goes on from `state`."""

    trainer: Trainer
    state: State
    data: Examples
    whole: bool = False
    """Whether a step takes all examples in their order, and no shuffled minibatch."""

    def batch(self) -> tuple[Array, Array]:
        """X (B, I) and y (B, O) of the step that comes next."""
        if self.whole:
            return self.data.take(slice(None), self.trainer.dtype)
        return self.trainer.batch(self.state.step, self.data)

    def step(self) -> tuple[State, ForwardValues]:
        """The state after that step, and the step's forward values."""
        return self.trainer.step(self.state, *self.batch())

    def after(self) -> "Training":
        """The training one step further on."""
        return replace(self, state=self.step()[0])

    @np.errstate(all="ignore")  # Weights that have diverged step all the same.
    def recorded(self) -> RecordedStep:
        """The same step with every line of it kept."""
        return RecordedStep.record(self.trainer, self.state, *self.batch())
