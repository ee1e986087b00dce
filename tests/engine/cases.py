"""Trainers to test with: by name, or drawn by Hypothesis."""

from dataclasses import fields, is_dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from sandbox.engine.activations import ACTIVATIONS, Activation
from sandbox.engine.arrays import Setting
from sandbox.engine.batches import Examples
from sandbox.engine.dropout import Dropout
from sandbox.engine.initialisation import Xavier
from sandbox.engine.layers import Layer, Linear, LinearWithoutBias
from sandbox.engine.losses import HalfSquaredError, Loss, SoftmaxCrossEntropy, SquaredError
from sandbox.engine.network import Network
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import Optimiser, adam, sgd
from sandbox.engine.penalties import L1, L2, Penalty
from sandbox.engine.training import State, Trainer
from tests.engine.arrays import normal

seeded = settings(derandomize=True, database=None, deadline=None, max_examples=40)
"""For every property: the same examples in every run, and nothing kept on disk."""

DTYPES = (np.float64, np.float32)
LOSSES: dict[str, Loss] = {
    "cross-entropy": SoftmaxCrossEntropy(),
    "half squared error": HalfSquaredError(),
    "squared error": SquaredError(),
}
PENALTIES: dict[str, Penalty | None] = {"none": None, "l1": L1(0.3), "l2": L2(0.3)}


def optimisers(
    lr: Setting = 0.1, beta: Setting = 0.9, decay: Setting = 0.2
) -> dict[str, Optimiser]:
    """Every optimiser that the engine has, by name."""
    return {
        "sgd": sgd(lr),
        "sgd + momentum": sgd(lr, beta),
        "sgd + weight decay": sgd(lr, decay=decay),
        "sgd + momentum + weight decay": sgd(lr, beta, decay),
        "adam": adam(lr),
        "adam + weight decay": adam(lr, decay),
    }


def layers(
    widths: tuple[int, ...],
    activation: type[Activation],
    p: Setting | None = None,
    linear: type[Linear] = Linear,
) -> tuple[Layer, ...]:
    """Linear layers of these widths with an activation, and dropout (or None), between them."""
    found: list[Layer] = []
    for place, (inputs, outputs) in enumerate(pairwise(widths)):
        if place > 0:
            found.append(activation())
            found.extend([] if p is None else [Dropout(p)])
        found.append(linear(inputs, outputs))
    return tuple(found)


def trainer(
    of: tuple[Layer, ...],
    loss: Loss | None = None,
    penalty: Penalty | None = None,
    optimiser: Optimiser | None = None,
    **others: Any,
) -> Trainer:
    """A trainer of these layers; cross-entropy, sgd and batches of 4 unless told otherwise."""
    objective = Objective(Network(of), loss or SoftmaxCrossEntropy(), penalty)
    return Trainer(
        objective, optimiser or sgd(0.1), **{"batch_size": 4, "dtype": np.float64} | others
    )


def ends(of: Trainer) -> tuple[int, int]:
    """How many inputs and outputs a trainer's network has."""
    linear = [layer for layer in of.objective.network.layers if isinstance(layer, Linear)]
    return linear[0].inputs, linear[-1].outputs


def examples(of: Trainer, n: int = 10, seed: int = 0) -> Examples:
    """n random examples that fit a trainer: labels for cross-entropy, else numbers."""
    inputs, outputs = ends(of)
    X = normal(seed, n, inputs)
    if of.objective.loss.labels:
        return Examples(X, np.random.default_rng(seed).integers(outputs, size=(n, 1)))
    return Examples(X, normal(seed + 1, n, outputs))


def start(of: Trainer) -> State:
    """A first state with weights of a useful size and biases that are not 0."""
    state = of.start(Xavier())
    params = tuple(
        {
            name: values if name == "W" else normal(place, *values.shape, dtype=of.dtype) / 2
            for name, values in layer.items()
        }
        for place, layer in enumerate(state.params)
    )
    return State(params)


def of_replica(thing: Any, r: int) -> Any:
    """A trainer, a layer or a rule with replica r's share of every setting and seed."""
    if isinstance(thing, np.ndarray):
        return float(thing[r, 0, 0])
    if isinstance(thing, tuple):
        return tuple(of_replica(each, r) for each in thing)
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    shares = {f.name: of_replica(getattr(thing, f.name), r) for f in fields(thing) if f.init}
    if isinstance(thing, Trainer) and isinstance(thing.seed, tuple):
        shares["seed"] = thing.seed[r]
    return replace(thing, **shares)


def state_of_replica(state: State, r: int) -> State:
    """A first state with replica r's parameters; shared ones are everybody's."""
    params = tuple(
        {name: values[r] if values.ndim == 3 else values for name, values in layer.items()}
        for layer in state.params
    )
    return State(params)


@st.composite
def trainers(draw: st.DrawFn, dtypes: tuple[type, ...] = DTYPES) -> Trainer:
    """Networks of 1 to 5 layers with any loss, penalty, optimiser, dropout and replicas."""
    widths = tuple(draw(st.lists(st.integers(1, 6), min_size=2, max_size=6)))
    linear = draw(st.sampled_from([Linear, LinearWithoutBias]))
    activation = draw(st.sampled_from(list(ACTIVATIONS.values())))
    p = draw(st.sampled_from([None, 0.0, 0.3, 0.5, 1.0]))
    return trainer(
        layers(widths, activation, p, linear),
        draw(st.sampled_from(list(LOSSES.values()))),
        draw(st.sampled_from(list(PENALTIES.values()))),
        draw(st.sampled_from(list(optimisers().values()))),
        batch_size=draw(st.integers(1, 7)),
        seed=draw(st.sampled_from([0, 7, (1,), (3, 4)])),
        dtype=draw(st.sampled_from(dtypes)),
    )
