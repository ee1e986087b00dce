"""Central differences: right gradients pass by a wide margin, wrong ones do not."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.activations import Identity, ReLU, Sigmoid, Tanh
from sandbox.engine.arrays import Array, Grads
from sandbox.engine.gradient_check import (
    CheckedGradient,
    central_difference,
    check_gradients,
    largest_difference,
    nudged,
)
from sandbox.engine.initialisation import Xavier
from sandbox.engine.layers import Cache, Linear, LinearWithoutBias
from sandbox.engine.losses import HalfSquaredError, SoftmaxCrossEntropy, SquaredError
from sandbox.engine.network import NetworkParams
from sandbox.engine.objective import ForwardValues
from sandbox.engine.penalties import L1, L2
from sandbox.engine.randomness import Noise
from sandbox.engine.training import Trainer
from tests.engine.cases import LOSSES, examples, layers, seeded, start, trainer


def checked(of: Trainer, most: int = 64) -> list[CheckedGradient]:
    """Both gradients for the first batch, dropout's draws being the same throughout."""
    state, noise = start(of), Noise(of.seed, 0)
    X, y = of.batch(0, examples(of))
    forward = of.objective.forward(state.params, X, y, noise)
    grads = of.objective.backward(state.params, forward)

    def again(params: NetworkParams) -> ForwardValues:
        return of.objective.forward(params, X, y, noise)

    return list(check_gradients(again, of.objective.network.layers, state.params, grads, most))


@given(
    widths=st.lists(st.integers(1, 5), min_size=2, max_size=5),
    activation=st.sampled_from([Identity, Sigmoid, Tanh]),
    loss=st.sampled_from(list(LOSSES.values())),
    penalty=st.sampled_from([None, L1(0.1), L2(0.1)]),
    p=st.sampled_from([None, 0.3]),
    linear=st.sampled_from([Linear, LinearWithoutBias]),
    seed=st.sampled_from([0, (1, 2)]),
)
@seeded
def test_smooth_networks(widths, activation, loss, penalty, p, linear, seed):
    of = trainer(layers(tuple(widths), activation, p, linear), loss, penalty, seed=seed)
    assert largest_difference(checked(of)) < 1e-7


class WrongSlope(Tanh):
    """Tanh with the square forgotten in its slope."""

    def backward_input(self, cache: Cache, dH: Array) -> Array:
        (H,) = cache
        dZ = dH * (1 - H)
        return dZ


class NotAveragedError(HalfSquaredError):
    """½ Σ (o − y)² with the division by B forgotten on the way back."""

    def backward(self, cache: Cache, dL: Array) -> Array:
        (E,) = cache
        dO = dL * E
        return dO


class BiasForgotten(Linear):
    """A layer whose bias never learns."""

    def backward(self, cache: Cache, dZ: Array) -> Grads:
        return super().backward(cache, dZ) | {"b": np.zeros((1, self.outputs))}


class NotTransposed(Linear):
    """Square weights, passed down the wrong way round."""

    def backward_input(self, cache: Cache, dZ: Array) -> Array:
        _, W = cache
        dX = dZ @ W
        return dX


class TwiceTheDecay(L2):
    """λ/2 ‖W‖² with the ½ forgotten in the gradient's favour."""

    def backward(self, W: Array, dW: Array, ds: Array) -> Array:
        dJ = dW + 2 * self.decay * W * ds
        return dJ


@dataclass(frozen=True)
class Wrong:
    """A network with one mistake in it."""

    layers: tuple
    loss: object = SquaredError()
    penalty: object = None


@pytest.mark.parametrize(
    "wrong",
    [
        Wrong((Linear(3, 4), WrongSlope(), Linear(4, 2))),
        Wrong((Linear(3, 2),), NotAveragedError()),
        Wrong((BiasForgotten(3, 2),)),
        Wrong((Linear(3, 4), Tanh(), NotTransposed(4, 4), Tanh(), Linear(4, 2))),
        Wrong((Linear(3, 2),), SoftmaxCrossEntropy(), TwiceTheDecay(0.5)),
    ],
    ids=["slope", "loss", "bias", "transpose", "penalty"],
)
def test_a_wrong_gradient_is_caught(wrong):
    of = trainer(wrong.layers, wrong.loss, wrong.penalty)
    assert largest_difference(checked(of)) > 1e-2


def test_a_central_difference_by_hand():
    """d(w³)/dw = 3w² at w = 2, to the square of the step."""
    params = ({"W": np.array([[1.0, 2.0]])},)

    def cubed(changed) -> float:
        return float((changed[0]["W"] ** 3).sum())

    assert central_difference(cubed, params, (0, "W", (0, 1))) == pytest.approx(12, rel=1e-9)
    wide = central_difference(cubed, params, (0, "W", (0, 1)), step=0.1)
    assert wide == pytest.approx(12 + 0.1**2, rel=1e-12)


def test_nudging_leaves_the_parameters_as_they_were():
    of = trainer((Linear(2, 2), Tanh(), Linear(2, 2)))
    params = start(of).params
    before = params[2]["W"].copy()
    moved = nudged(params, (2, "W", (1, 0)), 0.5)
    assert np.array_equal(params[2]["W"], before)
    assert moved[2]["W"][1, 0] == before[1, 0] + 0.5
    assert (moved[2]["W"] != before).sum() == 1
    assert moved[0] is params[0]
    assert moved[2]["b"] is params[2]["b"]


def test_every_cell_of_a_small_array_and_some_of_a_large_one():
    cells = [c.cell for c in checked(trainer(layers((6, 5, 3), Tanh)), most=10)]
    assert len(set(cells)) == len(cells)
    per_array = {key: [c[2] for c in cells if c[:2] == key] for key in {c[:2] for c in cells}}
    assert {key: len(found) for key, found in per_array.items()} == {
        (0, "W"): 10,
        (0, "b"): 5,
        (2, "W"): 10,
        (2, "b"): 3,
    }
    assert {(0, 0), (5, 4)} <= set(per_array[0, "W"])


def test_the_largest_difference_is_relative_to_the_largest_gradient():
    cell = (0, "W", (0, 0))
    assert (
        largest_difference([CheckedGradient(cell, 2.0, 2.5), CheckedGradient(cell, -5.0, -5.0)])
        == 0.1
    )
    assert largest_difference([CheckedGradient(cell, 0.0, 0.0)]) == 0
    assert largest_difference([]) == 0


def test_a_trained_network_passes_as_well():
    """Not only at the start, where gradients are easy."""
    of = trainer(layers((4, 6, 3), Tanh), penalty=L2(0.01))
    state, data = of.start(Xavier()), examples(of, 12)
    for step in range(50):
        state, _ = of.step(state, *of.batch(step, data))
    X, y = of.batch(50, data)
    forward = of.objective.forward(state.params, X, y)
    grads = of.objective.backward(state.params, forward)
    found = check_gradients(
        lambda params: of.objective.forward(params, X, y),
        of.objective.network.layers,
        state.params,
        grads,
    )
    assert largest_difference(list(found)) < 1e-7


def test_cells_with_a_kink_between_the_two_points_are_left_out():
    """A unit whose weights are all 0 stands at ReLU's kink: half a slope is no wrong slope."""
    of = trainer(layers((3, 4, 2), ReLU))
    state = start(of)
    first = state.params[0] | {name: np.zeros_like(v) for name, v in state.params[0].items()}
    params = (first, *state.params[1:])
    X, y = of.batch(0, examples(of))
    forward = of.objective.forward(params, X, y)
    grads = of.objective.backward(params, forward)
    found = list(
        check_gradients(
            lambda params: of.objective.forward(params, X, y),
            of.objective.network.layers,
            params,
            grads,
        )
    )
    kinks = {one.cell for one in found if one.kink}
    assert kinks == {one.cell for one in found if one.cell[0] == 0}
    assert max(one.difference for one in found if one.kink) > 1e-3
    assert largest_difference(found) < 1e-9


@pytest.mark.parametrize("size", [1e3, 1e8])
def test_large_weights_are_checked_as_well_as_small_ones(size: float):
    of = trainer(layers((3, 4, 2), ReLU), HalfSquaredError())
    state = start(of)
    params = tuple({n: v * size for n, v in layer.items()} for layer in state.params)
    X, y = of.batch(0, examples(of))
    forward = of.objective.forward(params, X, y)
    grads = of.objective.backward(params, forward)
    found = check_gradients(
        lambda params: of.objective.forward(params, X, y),
        of.objective.network.layers,
        params,
        grads,
    )
    assert largest_difference(list(found)) < 1e-7
