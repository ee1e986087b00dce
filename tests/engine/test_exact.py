"""Exact fits: nothing near them fits better."""

import numpy as np
import pytest

from sandbox.engine.arrays import Array
from sandbox.engine.closed_form import least_absolute, least_squares
from tests.engine.arrays import normal


def line(n: int = 9) -> tuple[Array, Array]:
    """X (n, 2), ones and an input, and y (n, 1) with a far outlier."""
    x = np.arange(float(n))[:, None]
    y = 1 + 0.5 * x + 0.1 * normal(0, n, 1)
    y[n - 2] += 20
    return np.hstack([np.ones_like(x), x]), y


def test_least_squares_leaves_a_miss_at_right_angles_to_every_column() -> None:
    X, y = line()
    np.testing.assert_allclose(X.T @ (y - X @ least_squares(X, y)), 0, atol=1e-10)


def test_with_more_columns_than_examples_the_shortest_of_the_perfect_fits() -> None:
    X, y = normal(1, 3, 8), normal(2, 3, 1)
    W = least_squares(X, y)
    np.testing.assert_allclose(X @ W, y, atol=1e-12)
    np.testing.assert_allclose(W, X.T @ np.linalg.solve(X @ X.T, y), rtol=1e-9)


@pytest.mark.parametrize("inputs", [1, 2, 3])
def test_nothing_near_least_absolute_misses_by_less(inputs: int) -> None:
    X, y = normal(3, 12, inputs), normal(4, 12, 1)
    W = least_absolute(X, y)
    least = np.abs(X @ W - y).sum()
    near = W + np.random.default_rng(0).normal(0, 0.3, (2000, inputs, 1))
    assert (np.abs(X @ near - y).sum(axis=(-2, -1)) >= least).all()
    assert np.isclose(X @ W, y, atol=1e-9).sum() >= inputs


def test_least_absolute_of_a_constant_is_the_median() -> None:
    y = np.array([[1.0], [2.0], [4.0], [8.0], [1000.0]])
    assert least_absolute(np.ones((5, 1)), y).item() == 4


def test_least_absolute_does_not_follow_an_outlier() -> None:
    X, y = line()
    further = y.copy()
    further[7] += 1000
    np.testing.assert_array_equal(least_absolute(X, y), least_absolute(X, further))


def test_inputs_that_do_not_differ_are_passed_over_or_refused() -> None:
    X, y = line()
    twice = np.vstack([X, X[:1]])
    assert np.isfinite(least_absolute(twice, np.vstack([y, y[:1] + 1]))).all()
    with pytest.raises(ValueError, match="let the inputs differ"):
        least_absolute(np.ones((4, 2)), y[:4])
    with pytest.raises(ValueError, match="at least 2 examples, not 1"):
        least_absolute(X[:1], y[:1])
