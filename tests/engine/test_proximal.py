"""The proximal step: exact zeros, where a subgradient leaves none, at the Lasso's own minimum."""

import numpy as np
import pytest

from sandbox.engine.arrays import Array
from sandbox.engine.initialisation import Normal
from sandbox.engine.layers import Linear, LinearWithoutBias
from sandbox.engine.losses import HalfSquaredError
from sandbox.engine.network import Network
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import Optimiser, proximal_sgd, sgd
from sandbox.engine.penalties import L1, Penalty, SoftThreshold
from sandbox.engine.recording import record
from sandbox.engine.training import State, Trainer
from tests.engine.arrays import normal

DECAY, LR = 0.6, 0.1


def trainer(optimiser: Optimiser, penalty: Penalty | None = None, bias: bool = False) -> Trainer:
    layer = (Linear if bias else LinearWithoutBias)(8, 1)
    objective = Objective(Network((layer,)), HalfSquaredError(), penalty)
    return Trainer(objective, optimiser, 40, dtype=np.float64)


def problem() -> tuple[Array, Array]:
    """X (40, 8) and y (40, 1), to which three of the eight inputs matter."""
    X = normal(0, 40, 8)
    W = np.array([[2.0], [-1], [0.5], [0], [0], [0], [0], [0]])
    return X, X @ W + 0.1 * normal(1, 40, 1)


def trained(of: Trainer, steps: int = 600) -> State:
    X, y = problem()
    state = of.start(Normal(1.0))
    for _ in range(steps):
        state, _ = of.step(state, X, y)
    return state


def test_it_is_torchs_softshrink() -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is the oracle of this test")
    v = normal(0, 9, 4)
    w = SoftThreshold(DECAY).shrink(v, LR)
    expected = torch.nn.functional.softshrink(torch.from_numpy(v), LR * DECAY / 2)
    np.testing.assert_allclose(w, expected.numpy(), rtol=1e-12)


def test_it_makes_distance_and_penalty_together_least() -> None:
    v = np.array([[-2.0], [-0.02], [0.0], [0.03], [0.031], [1.0]])
    w = SoftThreshold(DECAY).shrink(v, LR)
    tried = np.linspace(-3, 3, 60_001)[None, :]
    cost = (tried - v) ** 2 / 2 + LR * DECAY / 2 * np.abs(tried)
    np.testing.assert_allclose(w[:, 0], tried[0, cost.argmin(axis=1)], atol=1e-4)
    assert (w[1:4] == 0).all(), "what is within lr · λ/2 of 0 becomes 0"
    assert w[4, 0] > 0


def test_it_arrives_at_the_minimum_of_the_lasso() -> None:
    """There the loss pulls each weight by λ/2 against its sign; one at 0 by no more than that."""
    X, y = problem()
    W = trained(trainer(proximal_sgd(LR, DECAY))).params[0]["W"]
    pull = X.T @ (X @ W - y) / len(X)
    at_zero = W == 0
    assert at_zero.sum() == 5
    np.testing.assert_allclose(pull[~at_zero], -DECAY / 2 * np.sign(W[~at_zero]), rtol=1e-9)
    assert (np.abs(pull[at_zero]) < DECAY / 2).all()


def test_a_subgradient_never_makes_a_weight_exactly_zero() -> None:
    W = trained(trainer(sgd(LR), L1(DECAY))).params[0]["W"]
    exact = trained(trainer(proximal_sgd(LR, DECAY))).params[0]["W"]
    assert not (W == 0).any()
    small = np.abs(W[exact == 0])
    assert (small < LR * DECAY).all(), "they go to and fro about 0 in steps of lr · λ/2"
    assert small.max() > LR * DECAY / 100


def test_biases_are_exempt() -> None:
    """Even where the penalty is so strong that all the weights are 0."""
    params = trained(trainer(proximal_sgd(LR, 1000.0), bias=True)).params[0]
    assert (params["W"] == 0).all()
    assert params["b"].item() == pytest.approx(problem()[1].mean(), rel=1e-9)


def test_watching_changes_nothing_and_shows_both_lines() -> None:
    of, (X, y) = trainer(proximal_sgd(LR, DECAY)), problem()
    state = of.start(Normal(1.0))
    watched, (plain, _) = record(of, state, X, y), of.step(state, X, y)
    np.testing.assert_array_equal(watched.after.params[0]["W"], plain.params[0]["W"])
    last = [step.id for step in watched.steps][-3:]
    assert last == ["descent.update.w_new", "softthreshold.shrink.t", "softthreshold.shrink.w_new"]


def test_replicas_have_thresholds_of_their_own() -> None:
    X, y = problem()
    decays = [0.001, 1.0, 3.0]
    many = trainer(proximal_sgd(LR, np.reshape(decays, (3, 1, 1))))
    state = many.start(Normal(1.0))
    single = [trainer(proximal_sgd(LR, decay)) for decay in decays]
    states = [each.start(Normal(1.0)) for each in single]
    for _ in range(200):
        state, _ = many.step(state, X, y)
        states = [each.step(own, X, y)[0] for each, own in zip(single, states, strict=True)]
    W = state.params[0]["W"]
    assert W.shape == (3, 8, 1)
    for r, own in enumerate(states):
        np.testing.assert_allclose(W[r], own.params[0]["W"], rtol=1e-9, atol=1e-12)
    zeros = (W == 0).sum(axis=(-2, -1))
    assert zeros[0] < zeros[1] < zeros[2]


def test_a_negative_strength_is_refused() -> None:
    with pytest.raises(ValueError, match="0 or more, not -1"):
        SoftThreshold(-1.0)
