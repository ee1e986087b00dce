"""The lecture's regression data have the weights, the bias and the noise it says."""

from functools import partial

import numpy as np
import pytest

from sandbox.labs.data.regression import linear_data, polynomial_data


def test_linear_data_hold_the_lectures_weights() -> None:
    X, y = linear_data(20, 50_000, 0, "train")
    assert X.shape == (50_000, 20) and y.shape == (50_000, 1)
    A = np.c_[X, np.ones(len(X))]
    fit, *_ = np.linalg.lstsq(A, y, rcond=None)
    np.testing.assert_allclose(fit[:-1], 0.01, atol=3e-4)
    assert fit[-1, 0] == pytest.approx(0.05, abs=3e-4)
    assert (y - A @ fit).std() == pytest.approx(0.01, rel=0.03)
    assert X.std() == pytest.approx(1, rel=0.02)


def test_polynomial_data_hold_the_lectures_coefficients() -> None:
    x, y = polynomial_data(50_000, 0, "train")
    assert x.shape == y.shape == (50_000, 1)
    A = x ** np.arange(4) / np.array([1, 1, 2, 6])
    fit, *_ = np.linalg.lstsq(A, y, rcond=None)
    np.testing.assert_allclose(fit[:, 0], [5, 1.2, -3.4, 5.6], atol=0.01)
    assert (y - A @ fit).std() == pytest.approx(0.1, rel=0.03)


def test_purpose_and_seed_tell_draws_apart_and_nothing_else_does() -> None:
    for draw in (partial(linear_data, 3, 5), partial(polynomial_data, 5)):
        X, y = draw(1, "train")
        np.testing.assert_array_equal(X, draw(1, "train")[0])
        np.testing.assert_array_equal(y, draw(1, "train")[1])
        assert not np.array_equal(X, draw(1, "test")[0])
        assert not np.array_equal(X, draw(2, "train")[0])


def test_counts_below_one_are_refused() -> None:
    with pytest.raises(ValueError, match="inputs"):
        linear_data(0, 5, 0, "train")
    with pytest.raises(ValueError, match="n ≥ 1, not 0"):
        polynomial_data(0, 0, "train")
