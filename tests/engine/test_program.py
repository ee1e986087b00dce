"""The compiled step: the methods' lines, and their values to the bit."""

import ast
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.activations import ReLU, Tanh
from sandbox.engine.arrays import Array, Params, settings
from sandbox.engine.initialisation import Constant, Normal, Xavier, Zero
from sandbox.engine.instrument import lines
from sandbox.engine.layers import Cache, Linear
from sandbox.engine.losses import HalfSquaredError
from sandbox.engine.network import Network
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import adam, proximal_sgd, sgd
from sandbox.engine.penalties import L2
from sandbox.engine.program import GRADIENTS, PREDICT, program
from sandbox.engine.program_writer import Program
from sandbox.engine.randomness import Noise
from sandbox.engine.step import parts_of
from sandbox.engine.training import Trainer
from tests.engine.arrays import normal, same_bits
from tests.engine.cases import examples, layers, optimisers, seeded, trainer, trainers
from tests.engine.test_recording import all_arrays

starts = st.sampled_from([Xavier(), Zero(), Constant(0.5), Normal(1e3)])


@given(trainers(), starts)
@seeded
def test_three_steps_are_those_of_the_methods_to_the_bit(of, initialiser):
    assert of.compiled is not None
    fast = slow = of.start(initialiser)
    data = examples(of)
    for step in range(3):
        X, y = of.batch(step, data)
        fast, quick = of.step(fast, X, y)
        slow, walked = of.step_eager(slow, X, y)
        pairs = zip(all_arrays(fast, quick), all_arrays(slow, walked), strict=True)
        assert all(same_bits(a, b) for a, b in pairs)
        assert fast.step == slow.step


@pytest.mark.parametrize("name", optimisers())
def test_every_optimiser_with_replicas(name):
    rates = settings([0.1, 0.2, 0.3], np.float64)
    of = replace(trainer(layers((4, 3, 2), Tanh), dtype=np.float64), seed=(1, 2, 3))
    of = replace(of, optimiser=optimisers(rates)[name])
    fast = slow = of.start(Xavier())
    for step in range(3):
        X, y = normal(step, 5, 4), np.arange(5)[:, None] % 2
        (fast, quick), (slow, walked) = of.step(fast, X, y), of.step_eager(slow, X, y)
        assert of.compiled is not None
        assert len(all_arrays(fast)) == len(all_arrays(slow)) > 0
        pairs = zip(all_arrays(fast, quick), all_arrays(slow, walked), strict=True)
        assert all(same_bits(a, b) for a, b in pairs)


def test_the_lines_are_the_methods_lines():
    text = program_of(trainer(layers((4, 3, 2), ReLU, 0.5), dtype=np.float32)).source
    for line in (
        "Z1 = X @ W1 + b1",
        "H1 = np.maximum(Z1, 0)",
        "mask1 = U1 >= p",
        "Z2 = Y1 @ W2 + b2",
        "dW2 = Y1.mT @ dZ2",
        "slope1 = Z1 > 0",
        "dW1 = X.mT @ dZ1",
        "W1_new = W1 - lr * dW1",
    ):
        assert f"    {line}\n" in text


@given(trainers())
@seeded
def test_no_name_is_given_twice_and_no_line_is_lost(of):
    (function,) = ast.parse(program_of(of).source).body
    assert isinstance(function, ast.FunctionDef)
    names = [line.targets[0].id for line in function.body if isinstance(line, ast.Assign)]
    assert len(set(names)) == len(names)
    loss = type(of.objective.loss)
    loaded = sum(len(layer.shapes) for layer in of.objective.network.layers)
    assert len(names) > loaded + len(lines(loss, "forward")) + len(lines(loss, "backward"))


def test_settings_are_those_of_the_trainer_at_hand():
    """Trainers of one structure share the lines, and nothing else."""
    gentle, bold = (replace(of_l2(), optimiser=sgd(lr)) for lr in (0.1, 0.2))
    assert program_of(gentle) is program_of(bold)
    state, X, y = gentle.start(Xavier()), normal(0, 5, 4), normal(1, 5, 2)
    moved = [of.step(state, X, y)[0].params[0]["W"] - state.params[0]["W"] for of in (gentle, bold)]
    assert np.allclose(moved[1], 2 * moved[0])


def test_numbers_that_only_scale_gradients_are_arrays_already():
    """NumPy would make an array of them at every line."""
    of = replace(of_l2(), optimiser=sgd(0.1, momentum=0.9, decay=0.2))
    assert of.compiled is not None
    bound = of.compiled.__globals__
    assert all(bound[name].dtype == np.float64 for name in ("lr", "beta", "decay_2"))
    assert type(bound["decay"]) is float  # The penalty's, which is divided by 2.
    moments = replace(of, optimiser=adam(0.1)).compiled.__globals__
    assert [type(moments[name]) for name in ("beta1", "beta2", "eps")] == [float] * 3
    assert replace(of, dtype=np.float32).compiled.__globals__["lr"].dtype == np.float32


def program_of(of: Trainer, *kind: tuple[str, tuple[str, ...]]) -> Program:
    return program(of.objective, of.optimiser, *kind)


def of_l2() -> Trainer:
    network = Network((Linear(4, 2),))
    return Trainer(Objective(network, HalfSquaredError(), L2(0.3)), sgd(0.1), 5, dtype=np.float64)


def test_gradients_and_predictions_are_programs_too():
    of = of_l2()
    state, X, y = of.start(Xavier()), normal(0, 5, 4), normal(1, 5, 2)
    parts = parts_of(of.objective, of.optimiser)
    J, grads = program_of(of, GRADIENTS).bind(parts, GRADIENTS[0], of.dtype)(state.params, X, y)
    forward = of.objective.forward(state.params, X, y)
    expected = of.objective.backward(state.params, forward)
    assert same_bits(J, forward.J)
    assert all(same_bits(grads[0][name], expected[0][name]) for name in ("W", "b"))
    O, L = program_of(of, PREDICT).bind(parts, PREDICT[0], of.dtype)(state.params, X, y)
    assert same_bits(O, forward.O)
    assert same_bits(L, forward.L)


def test_the_proximal_step_comes_last():
    of = replace(of_l2(), optimiser=proximal_sgd(0.1, 5.0))
    state, X, y = of.start(Xavier()), normal(0, 5, 4), normal(1, 5, 2)
    (fast, _), (slow, _) = of.step(state, X, y), of.step_eager(state, X, y)
    assert (fast.params[0]["W"] == 0).any()
    assert same_bits(fast.params[0]["W"], slow.params[0]["W"])


@dataclass(frozen=True)
class Twice(ReLU):
    """Computes with a loop, which no line of the house style has."""

    def forward(self, params: Params, Z: Array) -> tuple[Array, Cache]:
        H = Z
        for _ in range(2):
            H = H + np.maximum(Z, 0)
        return H, (Z,)


def test_what_is_not_made_of_plain_lines_is_called():
    of = trainer((Linear(4, 3), Twice(), Linear(3, 2)), dtype=np.float64)
    assert of.compiled is None
    state = of.start(Xavier())
    X, y = of.batch(0, examples(of))
    after, forward = of.step(state, X, y)
    expected = of.objective.forward(state.params, X, y, Noise(of.seed, 0))
    assert same_bits(forward.O, expected.O)
    assert not same_bits(after.params[0]["W"], state.params[0]["W"])
