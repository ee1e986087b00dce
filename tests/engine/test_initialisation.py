"""What weights start from: the moments of the distributions, and which layer gets which."""

import numpy as np
import pytest

from sandbox.engine.activations import ReLU
from sandbox.engine.initialisation import Constant, He, Initialiser, Normal, Xavier, Zero
from sandbox.engine.network import Network
from sandbox.engine.randomness import generator
from tests.engine.arrays import same_bits
from tests.engine.cases import layers

I, O = 300, 100


@pytest.mark.parametrize(
    ("initialiser", "variance"),
    [(Normal(), 0.01**2), (Normal(1.5), 1.5**2), (Xavier(), 2 / (I + O)), (He(), 2 / I)],
    ids=repr,
)
def test_moments(initialiser: Initialiser, variance: float):
    """Mean, variance and kurtosis of N(0, variance), each within five standard errors."""
    W = initialiser.draw(generator(0, "test"), I, O)
    n, standard = W.size, W / np.sqrt(variance)
    assert W.shape == (I, O)
    assert W.dtype == np.float64
    assert initialiser.sigma(I, O) == pytest.approx(np.sqrt(variance))
    assert abs(standard.mean()) < 5 / np.sqrt(n)
    assert abs((standard**2).mean() - 1) < 5 * np.sqrt(2 / n)
    assert abs((standard**4).mean() - 3) < 5 * np.sqrt(96 / n)


def test_constant_and_zero_are_exact():
    rng = generator(0, "test")
    assert same_bits(Constant(0.3).draw(rng, 2, 3), np.full((2, 3), 0.3))
    assert same_bits(Zero().draw(rng, 2, 3), np.zeros((2, 3)))
    assert same_bits(Normal(0.0).draw(rng, 2, 3) + 0.0, np.zeros((2, 3)))


def test_biases_are_zero_and_layers_draw_their_own_numbers():
    network = Network(layers((4, 4, 4), ReLU))
    first, _, second = network.init(Normal(), 0)
    for layer in (first, second):
        assert same_bits(layer["b"], np.zeros((1, 4), np.float32))
    assert not np.isin(first["W"], second["W"]).any()


def test_one_initialiser_a_layer_and_the_last_one_for_the_rest():
    network = Network(layers((2, 3, 4, 5), ReLU))
    params = network.init([Zero(), Constant(2.0)], 0)
    assert params[0]["W"].max() == 0
    assert {params[2]["W"].min(), params[4]["W"].min(), params[4]["W"].max()} == {2.0}
    assert params[1] == {}


def test_both_dtypes_start_alike():
    network = Network(layers((3, 4, 2), ReLU))
    double, single = network.init(Xavier(), 3, np.float64), network.init(Xavier(), 3, np.float32)
    for a, b in zip(double, single, strict=True):
        assert all(same_bits(a[name].astype(np.float32), b[name]) for name in a | b)


def test_replicas_start_as_their_seeds_do():
    network = Network(layers((3, 4, 2), ReLU))
    many = network.init(He(), (4, 1))
    for r, seed in enumerate((4, 1)):
        alone = network.init(He(), seed)
        for a, b in zip(many, alone, strict=True):
            assert all(same_bits(a[name][r], b[name]) for name in a | b)
