"""Ten training steps against PyTorch: losses, gradients of every parameter, and parameters."""

import numpy as np
import pytest

from sandbox.engine.activations import ACTIVATIONS, ReLU, Sigmoid, Tanh
from sandbox.engine.batches import Examples
from sandbox.engine.layers import Linear, LinearWithoutBias
from sandbox.engine.optimisers import Adam, with_decay
from sandbox.engine.training import State, Trainer
from tests.engine import oracle
from tests.engine.arrays import TOLERANCE, assert_close, largest
from tests.engine.cases import (
    DTYPES,
    LOSSES,
    PENALTIES,
    examples,
    layers,
    optimisers,
    start,
    trainer,
)

STEPS = 10
WIDTHS = (5, 6, 4, 3)
OPTIMISERS = optimisers(lr=0.05)

each_dtype = pytest.mark.parametrize("dtype", DTYPES, ids=["float64", "float32"])


def agree(of: Trainer, state: State, data: Examples) -> None:
    """Ten steps of both, each from its own parameters on: whatever differs would add up."""
    twin, tolerance = oracle.Twin(of, state), TOLERANCE[np.dtype(of.dtype)]
    for step in range(STEPS):
        X, y = of.batch(step, data)
        params = state.params
        state, forward = of.step(state, X, y)
        grads = of.objective.backward(params, forward)
        expected = twin.step(X, y)
        s = 0.0 if forward.s is None else forward.s.item()
        for name, ours, theirs in (
            ("L", forward.L.item(), expected.L),
            ("s", s, expected.s),
            ("J", forward.J.item(), expected.J),
        ):
            assert abs(ours - theirs) <= tolerance * abs(theirs), f"{name} at step {step}"
        scale = largest(expected.grads)
        compare(grads, expected.grads, tolerance, f"gradient at step {step}", scale)
        compare(state.params, expected.params, tolerance, f"parameter after step {step}")


def compare(ours, theirs, tolerance: float, what: str, scale: float = 0.0) -> None:
    """Every parameter of every layer, none missing on either side."""
    for place, (layer, known) in enumerate(zip(ours, theirs, strict=True)):
        assert layer.keys() == known.keys()
        for name in known:
            where = f"{what}: layer {place}, {name}"
            assert_close(layer[name], known[name], tolerance, where, scale)


@each_dtype
@pytest.mark.parametrize("optimiser", OPTIMISERS.values(), ids=OPTIMISERS.keys())
@pytest.mark.parametrize("penalty", PENALTIES.values(), ids=PENALTIES.keys())
@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
def test_every_loss_penalty_and_optimiser(loss, penalty, optimiser, dtype):
    of = trainer(layers((5, 6, 3), Tanh), loss, penalty, optimiser, dtype=dtype)
    agree(of, start(of), examples(of))


@each_dtype
@pytest.mark.parametrize("linear", [Linear, LinearWithoutBias])
@pytest.mark.parametrize("activation", ACTIVATIONS.values(), ids=ACTIVATIONS.keys())
@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
def test_every_layer(loss, activation, linear, dtype):
    of = trainer(layers(WIDTHS, activation, linear=linear), loss, dtype=dtype)
    agree(of, start(of), examples(of))


@each_dtype
@pytest.mark.parametrize("activation", [ReLU, Sigmoid])
@pytest.mark.parametrize("p", [0.0, 0.2, 0.5])
@pytest.mark.parametrize("name", ["sgd + momentum + weight decay", "adam"])
def test_deep_networks_with_dropout(name, p, activation, dtype):
    """Four layers; torch is handed the masks, drawn again from the seed and the step's number."""
    of = trainer(
        layers((5, 8, 7, 6, 3), activation, p),
        penalty=PENALTIES["l2"],
        optimiser=optimisers(lr=0.02)[name],
        seed=11,
        dtype=dtype,
    )
    agree(of, start(of), examples(of))


@each_dtype
def test_adam_with_other_settings_than_the_defaults(dtype):
    adam = with_decay((Adam(0.7, 0.95, 1e-3),), 0.05, 0.1)
    of = trainer(layers((5, 6, 3), Tanh), optimiser=adam, dtype=dtype)
    agree(of, start(of), examples(of))


@each_dtype
def test_the_networks_of_the_lecture(dtype):
    """784–256–10 with softmax, and 200–1 with weight decay in both of its forms."""
    classifier = trainer(layers((784, 256, 10), ReLU), batch_size=32, dtype=dtype)
    agree(classifier, start(classifier), examples(classifier, 64))
    half = LOSSES["half squared error"]
    scratch = trainer(layers((200, 1), ReLU), half, PENALTIES["l2"], OPTIMISERS["sgd"], dtype=dtype)
    concise = trainer(
        layers((200, 1), ReLU), half, optimiser=optimisers(0.003)["sgd + weight decay"], dtype=dtype
    )
    for of in (scratch, concise):
        agree(of, start(of), examples(of, 20))
