"""Each layer and each loss on its own against PyTorch, for shapes and inputs of any kind."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.activations import Identity, ReLU, Sigmoid, Tanh
from sandbox.engine.dropout import Dropout
from sandbox.engine.layers import Linear, LinearWithoutBias
from sandbox.engine.losses import Loss
from sandbox.engine.penalties import L1, L2, Penalty
from tests.engine import oracle
from tests.engine.arrays import TOLERANCE, assert_close, normal
from tests.engine.cases import DTYPES, LOSSES, seeded

sizes = st.integers(1, 9)
seeds = st.integers(0, 10**6)
scales = st.sampled_from([0.1, 1.0, 20.0])
dtypes = st.sampled_from(DTYPES)


def gradient_of(values, *inputs):
    """torch's gradients of Σ values with respect to each of the inputs."""
    return [g.numpy() for g in oracle.torch.autograd.grad(values, inputs)]


@pytest.mark.parametrize("kind", [Linear, LinearWithoutBias])
@given(B=sizes, I=sizes, O=sizes, seed=seeds, scale=scales, dtype=dtypes)
@seeded
def test_linear(kind, B, I, O, seed, scale, dtype):
    layer, tolerance = kind(I, O), TOLERANCE[np.dtype(dtype)]
    params = {name: normal(seed, *s, dtype=dtype) for name, s in layer.shapes.items()}
    X, dZ = scale * normal(seed + 1, B, I, dtype=dtype), normal(seed + 2, B, O, dtype=dtype)
    Z, cache = layer.forward(params, X)
    made, x = oracle.module(layer, params), oracle.tensor(X).requires_grad_()
    expected = made(x)
    expected.backward(oracle.tensor(dZ))
    assert_close(Z, expected.detach().numpy(), tolerance, "Z")
    assert_close(layer.backward_input(cache, dZ), x.grad.numpy(), tolerance, "dX")
    grads, known = layer.backward(cache, dZ), oracle.gradients(made)
    assert grads.keys() == known.keys() == layer.shapes.keys()
    for name in known:
        assert_close(grads[name], known[name], tolerance, f"d{name}")


@pytest.mark.parametrize("kind", [Identity, ReLU, Sigmoid, Tanh])
@given(B=sizes, O=sizes, seed=seeds, scale=scales, dtype=dtypes)
@seeded
def test_activation(kind, B, O, seed, scale, dtype):
    layer, tolerance = kind(), TOLERANCE[np.dtype(dtype)]
    Z, dH = scale * normal(seed, B, O, dtype=dtype), normal(seed + 1, B, O, dtype=dtype)
    Z[0, 0] = 0  # where ReLU has its corner
    H, cache = layer.forward({}, Z)
    z = oracle.tensor(Z).requires_grad_()
    expected = oracle.module(layer, {})(z)
    (dz,) = gradient_of((expected * oracle.tensor(dH)).sum(), z)
    assert_close(H, expected.detach().numpy(), tolerance, "H")
    assert_close(layer.backward_input(cache, dH), dz, tolerance, "dZ")
    assert layer.backward(cache, dH) == {}


@given(B=sizes, I=sizes, seed=seeds, p=st.floats(0, 0.95), dtype=dtypes)
@seeded
def test_dropout_with_the_mask_of_nn_dropout(B, I, seed, p, dtype):
    """The mask is torch's here: draws on its side of p stand for it."""
    layer, tolerance = Dropout(p), TOLERANCE[np.dtype(dtype)]
    X, dY = normal(seed, B, I, dtype=dtype), normal(seed + 1, B, I, dtype=dtype)
    oracle.torch.manual_seed(seed)
    x = oracle.tensor(X).requires_grad_()
    expected = oracle.module(layer, {}).train()(x)
    (dx,) = gradient_of((expected * oracle.tensor(dY)).sum(), x)
    kept = expected.detach().numpy() != 0
    U = np.where(kept, (p + 1) / 2, p / 2).astype(dtype)
    Y, cache = layer.forward({"U": U}, X)
    assert_close(Y, expected.detach().numpy(), tolerance, "Y")
    assert_close(layer.backward_input(cache, dY), dx, tolerance, "dX")


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES.keys())
@given(B=sizes, O=sizes, seed=seeds, scale=scales, dtype=dtypes)
@seeded
def test_loss(loss: Loss, B, O, seed, scale, dtype):
    tolerance = TOLERANCE[np.dtype(dtype)]
    outputs, y = scale * normal(seed, B, O, dtype=dtype), normal(seed + 1, B, O, dtype=dtype)
    if loss.labels:
        y = np.random.default_rng(seed).integers(O, size=(B, 1))
    dL = normal(seed + 2, 1, 1, dtype=dtype)
    L, cache = loss.forward(outputs, y)
    o = oracle.tensor(outputs).requires_grad_()
    expected = oracle.loss(loss)(o, oracle.tensor(y))
    (dO,) = gradient_of(expected * dL.item(), o)
    # −log p of a certain answer is what is left of numbers as large as the logits.
    assert abs(L.item() - expected.item()) <= tolerance * max(abs(expected.item()), scale)
    assert L.shape == (1, 1)
    # Probabilities near 0 and 1 leave next to nothing of p − y; dL says what its size could be.
    floor = abs(dL.item()) if loss.labels else 0.0
    assert np.abs(loss.backward(cache, dL) - dO).max() <= tolerance * max(np.abs(dO).max(), floor)


def test_squared_error_is_nn_mse_loss_for_one_output():
    o, y = normal(0, 6, 1), normal(1, 6, 1)
    L, _ = LOSSES["squared error"].forward(o, y)
    expected = oracle.torch.nn.MSELoss()(oracle.tensor(o), oracle.tensor(y))
    assert abs(L.item() - expected.item()) < 1e-14


@pytest.mark.parametrize("kind", [L1, L2])
@given(shapes=st.lists(st.tuples(sizes, sizes), min_size=1, max_size=4), seed=seeds, dtype=dtypes)
@seeded
def test_penalty(kind: type[Penalty], shapes, seed, dtype):
    penalty, tolerance = kind(0.7), TOLERANCE[np.dtype(dtype)]
    weights = [normal(seed + i, *shape, dtype=dtype) for i, shape in enumerate(shapes)]
    weights[0][0, 0] = 0  # where |w| has its corner
    s = penalty.total([penalty.size(W) for W in weights])
    model = [oracle.module(LinearWithoutBias(*W.shape), {"W": W}) for W in weights]
    expected = oracle.penalty(penalty, model)
    assert s.shape == (1, 1)
    assert_close(s, np.full((1, 1), expected.item()), tolerance, "s")
    for W, made in zip(weights, model, strict=True):
        dW, ds = normal(seed, *W.shape, dtype=dtype), normal(seed, 1, 1, dtype=dtype)
        (dsW,) = gradient_of(ds.item() * oracle.penalty(penalty, model), made.weight)
        assert_close(penalty.backward(W, dW, ds), dW + dsW.T, tolerance, "dJ/dW")
