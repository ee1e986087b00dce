"""Training: a step as a pure function of a frozen state, and the loop as a generator."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sandbox.engine.arrays import Array
from sandbox.engine.batches import Examples, minibatch, steps_per_epoch
from sandbox.engine.initialisation import Initialiser
from sandbox.engine.network import NetworkParams
from sandbox.engine.objective import ForwardValues, Objective
from sandbox.engine.optimisers import Optimiser, OptimiserState
from sandbox.engine.program import CompiledStep, compiled_step
from sandbox.engine.randomness import Noise, Seed
from sandbox.engine.step import training_step

CHUNK = 1000
"""How many examples are evaluated at a time."""


@dataclass(frozen=True)
class State:
    """All that a run has become after `step` steps. A snapshot is a reference to it."""

    params: NetworkParams
    slots: OptimiserState = field(default_factory=dict)
    step: int = 0

    @property
    def nbytes(self) -> int:
        """The memory that its arrays take."""
        remembered = [array for slots in self.slots.values() for array in slots.values()]
        return sum(a.nbytes for p in self.params for a in p.values()) + sum(
            a.nbytes for a in remembered
        )


@dataclass(frozen=True)
class Trainer:
    """What to train and how. A run is a function of this, its data and its first state."""

    objective: Objective
    optimiser: Optimiser
    batch_size: int
    seed: Seed = 0
    dtype: npt.DTypeLike = np.float32

    def __post_init__(self) -> None:
        if self.batch_size < 1:
            raise ValueError(f"a batch has at least 1 example, not {self.batch_size}")

    def start(self, initialisers: Initialiser | list[Initialiser]) -> State:
        """The state before the first step, its parameters drawn from the seed."""
        return State(self.objective.network.init(initialisers, self.seed, self.dtype))

    def batch(self, step: int, data: Examples) -> tuple[Array, Array]:
        """X (…, B, I) and y (…, B, O) of a training step (from 0)."""
        return data.take(minibatch(self.seed, step, len(data), self.batch_size), self.dtype)

    @np.errstate(all="ignore")  # What overflows shows up as inf or NaN in the losses.
    def step(self, state: State, X: Array, y: Array) -> tuple[State, ForwardValues]:
        """Forward, backward and update on one batch: the next state, and the forward values.

        The lines of `step_eager` without the calls between them, where they are plain lines.
        """
        if self.compiled is None:
            return self.step_eager(state, X, y)
        noise, t = Noise(self.seed, state.step), state.step + 1
        params, slots, forward = self.compiled(state.params, state.slots, X, y, noise, t)
        return State(params, slots, t), ForwardValues(*forward)

    @cached_property
    def compiled(self) -> CompiledStep | None:
        """The step as one function; None where a part is not plain lines."""
        return compiled_step(self.objective, self.optimiser, self.dtype)

    @np.errstate(all="ignore")
    def step_eager(self, state: State, X: Array, y: Array) -> tuple[State, ForwardValues]:
        """The same step, method by method, as the stepper watches it."""
        noise, t = Noise(self.seed, state.step), state.step + 1
        params, slots, forward = training_step(
            self.objective, self.optimiser, state.params, state.slots, X, y, noise, t
        )
        return State(params, slots, t), forward


class TrainingStep(NamedTuple):
    """What one training step has done: the state after it, the batch's targets and its values."""

    state: State
    y: Array
    forward: ForwardValues


def train(trainer: Trainer, state: State, data: Examples, epochs: int) -> Iterator[TrainingStep]:
    """Train up to the end of epoch number `epochs`, a step at a time, from any state on."""
    last = epochs * steps_per_epoch(len(data), trainer.batch_size)
    while state.step < last:
        X, y = trainer.batch(state.step, data)
        state, forward = trainer.step(state, X, y)
        yield TrainingStep(state, y, forward)


@np.errstate(all="ignore")
def evaluate(
    objective: Objective,
    params: NetworkParams,
    data: Examples,
    dtype: npt.DTypeLike = np.float32,
    chunk: int = CHUNK,
) -> Mapping[str, Array]:
    """Loss and outputs over all of the data, without dropout or penalty, a chunk at a time.

    "loss" has shape (…, 1, 1), "outputs" (…, N, O).
    """
    outputs, losses, weights = [], [], []
    for first in range(0, len(data), chunk):
        X, y = data.take(slice(first, first + chunk), dtype)
        O, _ = objective.network.forward(params, X)
        L, _ = objective.loss.forward(O, y)
        outputs.append(O)
        losses.append(L)
        weights.append(y.shape[-2])
    loss = sum(L.astype(np.float64) * w for L, w in zip(losses, weights, strict=True))
    return {"loss": np.asarray(loss) / len(data), "outputs": np.concatenate(outputs, axis=-2)}


def correct(outputs: Array, labels: Array) -> Array:
    """How many outputs (…, B, K) have their largest value at the label (…, B, 1): (…, 1)."""
    guesses = outputs.argmax(axis=-1)
    hits: Array = (guesses == labels[..., 0]).sum(axis=-1, keepdims=True)
    return hits
