"""Minibatches as a function of the seed, and examples that stay in the bytes they came in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.batches import Examples, minibatch, shuffled, steps_per_epoch
from tests.engine.arrays import normal, same_bits
from tests.engine.cases import seeded

sizes = st.integers(1, 40)
some_seeds = st.integers(0, 10**9)


def epoch_of(seed, epoch: int, n: int, size: int) -> list[np.ndarray]:
    """The batches of an epoch, one after another."""
    steps = steps_per_epoch(n, size)
    return [minibatch(seed, epoch * steps + i, n, size) for i in range(steps)]


@given(n=sizes, size=sizes, seed=some_seeds, epoch=st.integers(0, 5))
@seeded
def test_an_epoch_passes_over_every_example_once(n, size, seed, epoch):
    batches = epoch_of(seed, epoch, n, size)
    assert sorted(np.concatenate(batches).tolist()) == list(range(n))
    assert [len(b) for b in batches[:-1]] == [size] * (len(batches) - 1)
    assert len(batches[-1]) == (n % size or size)


@given(n=sizes, size=sizes, seed=some_seeds, step=st.integers(0, 300))
@seeded
def test_any_step_replays_alike_in_any_order(n, size, seed, step):
    first = minibatch(seed, step, n, size).copy()
    shuffled.cache_clear()
    minibatch(seed + 1, step + 7, n, size)
    assert same_bits(minibatch(seed, step, n, size), first)


@given(n=sizes, size=sizes, seed=some_seeds, epoch=st.integers(0, 5))
@seeded
def test_every_epoch_is_shuffled_anew(n, size, seed, epoch):
    order = np.concatenate(epoch_of(seed, epoch, n, size))
    assert same_bits(order, shuffled(seed, epoch, n))


def test_epochs_and_seeds_differ():
    orders = [tuple(shuffled(seed, epoch, 50)) for seed in range(5) for epoch in range(5)]
    assert len(set(orders)) == 25
    assert tuple(range(50)) not in orders


def test_every_example_is_as_likely_first():
    first = [shuffled(0, epoch, 4)[0] for epoch in range(2000)]
    assert np.abs(np.bincount(first) - 500).max() < 5 * np.sqrt(2000 * 0.25 * 0.75)


@given(n=sizes, size=sizes, step=st.integers(0, 100))
@seeded
def test_replicas_with_a_seed_each_have_the_batches_of_their_seeds(n, size, step):
    rows = minibatch((3, 0, 8), step, n, size)
    assert rows.ndim == 2
    for seed, own in zip((3, 0, 8), rows, strict=True):
        assert same_bits(own, minibatch(seed, step, n, size))


def test_an_order_cannot_be_changed_by_whoever_asked_for_it():
    with pytest.raises(ValueError, match="read-only"):
        minibatch(0, 0, 10, 5)[0] = 1


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_pictures_are_scaled_in_the_dtype_as_they_are_taken(dtype):
    pixels = np.arange(256, dtype=np.uint8).reshape(16, 16)
    data = Examples(pixels, np.arange(16)[:, None], scale=1 / 255)
    X, y = data.take(np.array([15, 0]), dtype)
    expected = pixels[[15, 0]].astype(dtype) * dtype(1 / 255)
    assert same_bits(X, expected)
    assert X.max() == 1
    assert X.min() == 0
    assert y.dtype == np.arange(1).dtype
    assert y.tolist() == [[15], [0]]
    assert same_bits(data.take(slice(0, 16), dtype)[0][[15, 0]], expected)
    assert data.X is pixels


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("given_in", [np.float32, np.float64, np.uint8])
def test_inputs_and_targets_are_taken_in_the_dtype(dtype, given_in):
    X, y = (10 * np.abs(normal(0, 6, 2))).astype(given_in), normal(1, 6, 1)
    taken, targets = Examples(X, y).take(np.array([5, 2, 2]), dtype)
    assert same_bits(taken, X[[5, 2, 2]].astype(dtype))
    assert same_bits(targets, y[[5, 2, 2]].astype(dtype))


def test_replicas_take_their_own_rows_of_shared_or_own_examples():
    X, y = normal(0, 3, 6, 2), normal(1, 3, 6, 1)
    rows = np.array([[0, 5], [1, 1], [4, 2]])
    own, own_y = Examples(X, y).take(rows, np.float64)
    shared, shared_y = Examples(X[0], y[0]).take(rows, np.float64)
    one, _ = Examples(X, y).take(np.array([3, 0]), np.float64)
    for r in range(3):
        assert same_bits(own[r], X[r][rows[r]])
        assert same_bits(own_y[r], y[r][rows[r]])
        assert same_bits(shared[r], X[0][rows[r]])
        assert same_bits(shared_y[r], y[0][rows[r]])
        assert same_bits(one[r], X[r][[3, 0]])
    assert len(Examples(X, y)) == 6
