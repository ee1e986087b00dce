"""A sweep: many strengths of weight decay as one run, each of them a replica."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sandbox.engine.batches import Examples
from sandbox.engine.training import State, Trainer, evaluate, train

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
