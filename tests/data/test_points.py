"""The 2-D sets: balanced, repeatable, within the frame, and of the shape their name says."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.labs.data.points import KINDS, Kind, flip_labels, points


def nearest_neighbour_accuracy(X: np.ndarray, y: np.ndarray) -> float:
    distance = ((X[:, None] - X[None]) ** 2).sum(-1)
    np.fill_diagonal(distance, np.inf)
    return float((y[distance.argmin(1)] == y).mean())


def linear_accuracy(X: np.ndarray, y: np.ndarray) -> float:
    """Of logistic regression, by gradient descent."""
    w = np.zeros((3, 1))
    A = np.c_[X, np.ones(len(X))]
    for _ in range(500):
        w -= 1.0 * A.T @ (1 / (1 + np.exp(-A @ w)) - y) / len(X)
    return float(((A @ w > 0) == y).mean())


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    n=st.integers(1, 301),
    noise=st.floats(0, 0.5),
    seed=st.integers(0, 1000),
)
def test_shapes_balance_and_repetition(kind: Kind, n: int, noise: float, seed: int) -> None:
    X, y = points(kind, n, noise, seed)
    assert X.shape == (n, 2) and X.dtype == np.float64
    assert y.shape == (n, 1) and y.dtype == np.int64
    assert (y == 0).sum() == (n + 1) // 2
    assert (y == 1).sum() == n // 2
    again, labels = points(kind, n, noise, seed)
    np.testing.assert_array_equal(X, again)
    np.testing.assert_array_equal(y, labels)


@pytest.mark.parametrize("kind", KINDS)
def test_without_noise_the_classes_lie_apart_within_the_frame(kind: Kind) -> None:
    for seed in range(5):
        X, y = points(kind, 400, 0.0, seed)
        assert np.abs(X).max() <= 1.05
        assert np.abs(X).max() >= 0.8
        assert nearest_neighbour_accuracy(X, y[:, 0]) > 0.98


@pytest.mark.parametrize("kind", KINDS)
def test_noise_moves_the_same_points_and_seeds_draw_others(kind: Kind) -> None:
    calm, labels = points(kind, 500, 0.0, 3)
    moved, same = points(kind, 500, 0.2, 3)
    np.testing.assert_array_equal(labels, same)
    assert (moved - calm).std() == pytest.approx(0.2, rel=0.15)
    assert not np.array_equal(calm, points(kind, 500, 0.0, 4)[0])


def test_labels_come_shuffled() -> None:
    y = points("moons", 200, 0.1, 0)[1][:, 0]
    assert 60 < (np.diff(y) != 0).sum() < 140


def test_no_line_tells_xor_and_circles_but_one_tells_blobs() -> None:
    for seed in range(10):
        assert 0.4 <= linear_accuracy(*points("xor", 200, 0.0, seed)) <= 0.62
        assert linear_accuracy(*points("circles", 200, 0.0, seed)) <= 0.65
        assert linear_accuracy(*points("blobs", 200, 0.0, seed)) > 0.98
        assert 0.75 <= linear_accuracy(*points("moons", 200, 0.0, seed)) <= 0.95


def test_spirals_wind() -> None:
    X, y = points("spirals", 400, 0.0, 1)
    radius = np.hypot(*X.T)
    turn = np.arctan2(X[:, 1], X[:, 0]) - np.pi * y[:, 0] - 3 * np.pi * radius / 0.95
    np.testing.assert_allclose(np.cos(turn), 1, atol=1e-9)


def test_flip_turns_over_exactly_so_many_and_keeps_the_smaller_choice() -> None:
    y = points("xor", 100, 0.0, 0)[1]
    few, many = flip_labels(y, 7, seed=5), flip_labels(y, 30, seed=5)
    assert (few != y).sum() == 7
    assert (many != y).sum() == 30
    assert ((few != y) <= (many != y)).all()
    assert set(np.unique(many)) == {0, 1}
    np.testing.assert_array_equal(flip_labels(y, 0, seed=5), y)
    np.testing.assert_array_equal(flip_labels(y, 100, seed=5), 1 - y)


def test_mistakes_are_named() -> None:
    with pytest.raises(ValueError, match=r"'rings'.*xor, circles"):
        points("rings", 10, 0.0, 0)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="noise=-1"):
        points("xor", 10, -1, 0)
    with pytest.raises(ValueError, match="noise=nan"):
        points("xor", 10, float("nan"), 0)
    with pytest.raises(ValueError, match="n=0"):
        points("xor", 0, 0.0, 0)
    with pytest.raises(ValueError, match="11 of 10"):
        flip_labels(np.zeros((10, 1), np.int64), 11, 0)
