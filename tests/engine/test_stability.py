"""Where numbers are extreme: exact ends of dropout, huge logits, and runs that diverge."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.activations import ReLU, Sigmoid, Tanh
from sandbox.engine.dropout import Dropout
from sandbox.engine.initialisation import Normal, Xavier
from sandbox.engine.losses import SoftmaxCrossEntropy
from sandbox.engine.network import Network
from sandbox.engine.randomness import Noise
from sandbox.engine.recording import record
from sandbox.engine.training import Trainer, correct, evaluate
from tests.engine.arrays import TOLERANCE, assert_close, normal, same_bits
from tests.engine.cases import DTYPES, LOSSES, examples, layers, optimisers, seeded, start, trainer

each_dtype = pytest.mark.parametrize("dtype", DTYPES, ids=["float64", "float32"])


@each_dtype
@given(p=st.floats(0.01, 0.99), seed=st.integers(0, 99))
@seeded
def test_dropout_is_0_or_the_input_over_1_minus_p(dtype, p, seed):
    X = 1 + np.abs(normal(seed, 40, 50, dtype=dtype))
    U = Noise(seed, 0).uniform(1, X)
    Y, cache = Dropout(p).forward({"U": U}, X)
    kept = Y != 0
    assert same_bits(Y[kept], (X / (1 - p))[kept])
    assert same_bits(kept, U >= p)
    assert abs(kept.mean() - (1 - p)) < 5 * np.sqrt(p * (1 - p) / X.size)
    assert abs(Y.mean() / X.mean() - 1) < 6 * np.sqrt(p / (1 - p) / X.size) * 1.5
    dY = normal(seed + 1, 40, 50, dtype=dtype)
    dX = Dropout(p).backward_input(cache, dY)
    assert dX.dtype == dtype
    assert np.array_equal(dX, np.where(kept, dY / (1 - p), 0))


@each_dtype
def test_dropout_with_p_0_drops_nothing(dtype):
    """As a layer, and in a network, which trains as if the layer were not there."""
    X = normal(0, 4, 5, dtype=dtype)
    Y, cache = Dropout(0.0).forward({"U": np.zeros_like(X)}, X)
    assert same_bits(Y, X)
    assert same_bits(Dropout(0.0).backward_input(cache, X), X)
    with_it, without = (trainer(layers((4, 6, 3), Tanh, p), dtype=dtype) for p in (0.0, None))
    params = start(without).params
    noise, inputs = Noise(0, 0), examples(without).take(slice(0, 5), dtype)[0]
    longer = (params[0], {}, {}, params[2])
    expected, _ = without.objective.network.forward(params, inputs, noise)
    found, caches = with_it.objective.network.forward(longer, inputs, noise)
    assert same_bits(found, expected)
    assert caches[2] is None, "what drops nothing is left out"


@each_dtype
def test_dropout_with_p_1_drops_all(dtype):
    """Outputs are the last bias, and only that bias learns; no division by 0 comes through."""
    of = trainer(layers((4, 6, 3), Tanh, 1.0), dtype=dtype)
    state = start(of)
    recording = record(of, state, *of.batch(0, examples(of)))
    assert same_bits(recording.forward.O, np.repeat(state.params[3]["b"], 4, axis=0))
    (Y,) = (step.value for step in recording.steps if step.id == "dropout.forward.Y")
    (dX,) = (step.value for step in recording.steps if step.id == "dropout.backward_input.dX")
    assert not Y.any()
    assert not dX.any()
    for place, name in ((0, "W"), (0, "b"), (3, "W")):
        assert same_bits(recording.after.params[place][name], state.params[place][name])
    assert (recording.after.params[3]["b"] != state.params[3]["b"]).all()


def test_evaluation_leaves_dropout_out():
    network = Network(layers((4, 6, 3), ReLU, 0.9))
    plain = Network(layers((4, 6, 3), ReLU))
    params = network.init(Xavier(), 0)
    X = normal(0, 5, 4, dtype=np.float32)
    found, caches = network.forward(params, X)
    expected, _ = plain.forward((params[0], {}, params[3]), X)
    assert same_bits(found, expected)
    assert caches[2] is None
    noisy, _ = network.forward(params, X, Noise(0, 0))
    assert not same_bits(noisy, expected)


@each_dtype
def test_cross_entropy_of_huge_logits(dtype):
    """±10 000 either way: finite, and exactly what is left when exp underflows."""
    loss = SoftmaxCrossEntropy()
    O = np.array([[1e4, -1e4, 0.0], [1e4, -1e4, 0.0], [-1e4, -1e4, -1e4]], dtype)
    L, cache = loss.forward(O, np.array([[0], [1], [2]]))
    assert L.dtype == dtype
    assert L.item() == pytest.approx((0 + 2e4 + np.log(3)) / 3, rel=1e-6)
    third = dtype(1) / dtype(3)
    expected = np.array([[0, 0, 0], [1, -1, 0], [third, third, third - 1]], dtype) / 3
    assert_close(loss.backward(cache, np.ones((1, 1), dtype)), expected, TOLERANCE[np.dtype(dtype)])


@each_dtype
@pytest.mark.parametrize("scale", [1e-4, 1.0, 1e2, 1e4])
def test_cross_entropy_against_torch(scale, dtype):
    from tests.engine import oracle

    loss, tolerance = SoftmaxCrossEntropy(), TOLERANCE[np.dtype(dtype)]
    O, y = scale * normal(0, 50, 6, dtype=dtype), np.arange(50)[:, None] % 6
    L, cache = loss.forward(O, y)
    o = oracle.tensor(O).requires_grad_()
    expected = oracle.loss(loss)(o, oracle.tensor(y))
    expected.backward()
    assert np.isfinite(L.item())
    assert L.item() == pytest.approx(expected.item(), rel=tolerance)
    assert_close(loss.backward(cache, np.ones((1, 1), dtype)), o.grad.numpy(), tolerance, "dO")


def test_cross_entropy_does_not_change_when_all_logits_move():
    O, y = normal(0, 5, 4), np.arange(5)[:, None] % 4
    (L, _), (moved, _) = (
        SoftmaxCrossEntropy().forward(O, y),
        SoftmaxCrossEntropy().forward(O + 64, y),
    )
    assert moved.item() == pytest.approx(L.item(), rel=1e-13)


def diverging(of: Trainer, initialiser=None, steps: int = 20):
    """A run of these steps, evaluated after each; warnings would be errors here."""
    data, losses = examples(of), []
    state = of.start(initialiser or Xavier())
    for step in range(steps):
        state, forward = of.step(state, *of.batch(step, data))
        found = evaluate(of.objective, state.params, data, of.dtype)
        losses.append(found["loss"].item())
        if of.objective.loss.labels:
            assert 0 <= correct(found["outputs"], data.y).item() <= len(data)
    return state, forward, losses


@each_dtype
@pytest.mark.parametrize("activation", [ReLU, Sigmoid, Tanh])
@pytest.mark.parametrize("name", optimisers())
@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
def test_a_learning_rate_far_too_large_raises_nothing(loss, name, activation, dtype):
    optimiser = optimisers(lr=1e30)[name]
    _, _, losses = diverging(
        trainer(layers((4, 6, 3), activation), loss, None, optimiser, dtype=dtype)
    )
    assert losses[-1] > 1e20 or not np.isfinite(losses[-1])


@each_dtype
@pytest.mark.parametrize("loss", ["half squared error", "squared error"])
def test_a_linear_model_that_diverges_ends_in_inf_or_nan(loss, dtype):
    """The lecture's step sizes, too large: the loss grows and leaves the range of the numbers."""
    of = trainer(
        layers((4, 3), ReLU), LOSSES[loss], optimiser=optimisers(lr=1e4)["sgd"], dtype=dtype
    )
    state, forward, losses = diverging(of, steps=90)
    finite = [x for x in losses if np.isfinite(x)]
    assert finite == sorted(finite)
    assert not np.isfinite(losses[-1])
    assert not np.isfinite(forward.J.item())
    again, forward = of.step(state, *of.batch(state.step, examples(of)))
    assert np.isnan(forward.J.item())
    assert again.step == state.step + 1


def test_settings_that_the_dtype_cannot_hold_raise_nothing():
    """1e300 is no float32: what it multiplies becomes infinite."""
    of = trainer(layers((4, 3), ReLU), optimiser=optimisers(lr=1e300)["sgd"], dtype=np.float32)
    state, _, _ = diverging(of, Normal(1.0), steps=3)
    assert not np.isfinite(state.params[0]["W"]).all()


def test_a_diverging_run_is_recorded_as_it_is():
    of = trainer(layers((4, 3), ReLU), LOSSES["squared error"], optimiser=optimisers(1e200)["sgd"])
    state, data = of.start(Xavier()), examples(of)
    for step in range(4):
        recording = record(of, state, *of.batch(step, data))
        state = recording.after
    assert np.isnan(next(step.value for step in recording.steps if step.name == "L")).all()
