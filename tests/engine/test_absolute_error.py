"""The L1 loss: PyTorch's, with gradients as central differences have them, watched or not."""

import numpy as np
import pytest

from sandbox.engine.initialisation import Xavier
from sandbox.engine.layers import Linear
from sandbox.engine.losses import AbsoluteError
from sandbox.engine.recording import record
from tests.engine.arrays import normal
from tests.engine.cases import DTYPES, trainer


@pytest.mark.parametrize("dtype", DTYPES)
def test_it_is_torchs_l1_loss_summed_over_outputs(dtype: type) -> None:
    torch = pytest.importorskip("torch", reason="PyTorch is the oracle of this test")
    O, y = normal(0, 7, 3, dtype=dtype), normal(1, 7, 3, dtype=dtype)
    O[2, 1] = y[2, 1]  # where |o − y| has its corner
    L, cache = AbsoluteError().forward(O, y)
    o = torch.from_numpy(O.copy()).requires_grad_()
    expected = torch.nn.L1Loss(reduction="sum")(o, torch.from_numpy(y)) / 7
    expected.backward()
    assert L.shape == (1, 1)
    assert L.dtype == dtype
    np.testing.assert_allclose(L.item(), expected.item(), rtol=1e-6)
    dO = AbsoluteError().backward(cache, np.ones((1, 1), dtype))
    np.testing.assert_allclose(dO, o.grad.numpy(), rtol=1e-6)


def test_its_gradient_is_that_of_central_differences() -> None:
    O, y, step = normal(0, 5, 2), normal(1, 5, 2), 1e-6
    _, cache = AbsoluteError().forward(O, y)
    dO = AbsoluteError().backward(cache, np.full((1, 1), 2.0))
    for cell in np.ndindex(O.shape):
        nudge = np.zeros_like(O)
        nudge[cell] = step
        up, _ = AbsoluteError().forward(O + nudge, y)
        down, _ = AbsoluteError().forward(O - nudge, y)
        assert dO[cell] == pytest.approx(2 * (up - down).item() / (2 * step), rel=1e-6)


def test_a_miss_pulls_as_hard_whatever_its_size() -> None:
    O = np.array([[0.0], [0.0], [0.0]])
    _, cache = AbsoluteError().forward(O, np.array([[0.1], [1000.0], [-3.0]]))
    dO = AbsoluteError().backward(cache, np.ones((1, 1)))
    np.testing.assert_array_equal(dO * 3, [[-1], [-1], [1]])


def test_watching_changes_nothing_of_it() -> None:
    of = trainer((Linear(3, 2),), AbsoluteError())
    X, y = normal(0, 4, 3), normal(1, 4, 2)
    state = of.start(Xavier())
    watched, (plain, forward) = record(of, state, X, y), of.step(state, X, y)
    assert watched.forward.L == forward.L
    np.testing.assert_array_equal(watched.after.params[0]["W"], plain.params[0]["W"])
    assert {"absoluteerror.forward.e", "absoluteerror.backward.dO"} <= {
        step.id for step in watched.steps
    }
