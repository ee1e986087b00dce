"""Randomness is a function of seed, purpose and step, and nothing else."""

import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine.activations import ReLU
from sandbox.engine.initialisation import Xavier
from sandbox.engine.randomness import Noise, generator, per_replica
from tests.engine.arrays import normal, same_bits
from tests.engine.cases import layers, seeded, trainer

seeds = st.integers(0, 2**40)
purposes = st.sampled_from(["shuffle", "dropout 1", "dropout 2", "weights 0"])
arguments = st.tuples(seeds, purposes, st.integers(0, 10**6))


def draws(seed: int, purpose: str, step: int) -> np.ndarray:
    return generator(seed, purpose, step).random(8)


@given(arguments, arguments)
@seeded
def test_equal_arguments_and_only_those_give_equal_numbers(one, other):
    first = draws(*one)
    np.random.default_rng(0).random()  # Whatever else is drawn in between is of no account.
    between = draws(*other)
    assert same_bits(draws(*one), first)
    assert same_bits(between, first) == (one == other)


@given(arguments)
@seeded
def test_the_numbers_are_those_that_numpy_itself_makes_of_the_arguments(one):
    seed, purpose, step = one
    plain = np.random.SFC64((seed, zlib.crc32(purpose.encode()), step))
    assert same_bits(draws(*one), np.random.Generator(plain).random(8))


@pytest.mark.parametrize("change", [(1, "shuffle", 0), (0, "dropout 1", 0), (0, "shuffle", 1)])
def test_each_argument_counts(change):
    assert not np.isin(draws(*change), draws(0, "shuffle", 0)).any()


def test_the_global_generator_is_neither_used_nor_moved():
    np.random.seed(3)
    expected = np.random.random(4)
    of = trainer(layers((4, 5, 3), ReLU, 0.5))
    np.random.seed(3)
    first = of.start(Xavier())
    of.step(first, normal(0, 4, 4), np.zeros((4, 1), int))
    assert same_bits(np.random.random(4), expected)
    again = of.start(Xavier())
    assert same_bits(first.params[0]["W"], again.params[0]["W"])


@given(st.lists(seeds, min_size=1, max_size=4), purposes, st.integers(0, 99))
@seeded
def test_a_replica_is_given_what_its_seed_alone_would_be_given(many, purpose, step):
    stacked = per_replica(tuple(many), purpose, step, lambda rng: rng.random((2, 3)))
    assert stacked.shape == (len(many), 2, 3)
    for one, seed in zip(stacked, many, strict=True):
        assert same_bits(one, per_replica(seed, purpose, step, lambda rng: rng.random((2, 3))))


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_noise_is_uniform_in_the_layers_dtype_and_anew_every_step(dtype):
    like = np.zeros((200, 50), dtype)
    U = Noise(0, 0).uniform(1, like)
    assert U.dtype == dtype
    assert U.shape == like.shape
    assert 0 <= U.min() < 0.01
    assert 0.99 < U.max() < 1
    n = U.size
    assert abs(U.mean() - 1 / 2) < 5 / np.sqrt(12 * n)
    assert abs(U.var() - 1 / 12) < 5 / np.sqrt(180 * n)
    for other in (Noise(0, 1).uniform(1, like), Noise(1, 0).uniform(1, like)):
        assert abs(np.corrcoef(U.ravel(), other.ravel())[0, 1]) < 5 / np.sqrt(n)
    elsewhere = Noise(0, 0).uniform(2, like)
    assert abs(np.corrcoef(U.ravel(), elsewhere.ravel())[0, 1]) < 5 / np.sqrt(n)


def test_replicas_share_a_draw_with_one_seed_and_have_their_own_with_many():
    like = np.zeros((3, 4, 5))
    assert Noise(0, 2).uniform(1, like).shape == (4, 5)
    own = Noise((0, 6, 0), 2).uniform(1, like)
    assert own.shape == (3, 4, 5)
    assert same_bits(own[0], own[2])
    assert same_bits(own[1], Noise(6, 2).uniform(1, like))
    assert not same_bits(own[0], own[1])


def test_masks_can_be_drawn_again():
    """What a step has dropped follows from its number, whatever came before it."""
    of = trainer(layers((4, 8, 3), ReLU, 0.5), seed=2)
    state, y = of.start(Xavier()), np.zeros((4, 1), int)
    for step in range(3):
        after, forward = of.step(state, normal(step, 4, 4), y)
        (mask,) = forward.caches[2]
        U = Noise(2, step).uniform(2, np.zeros((4, 8)))
        assert same_bits(mask, U >= 0.5)
        assert 0 < mask.sum() < mask.size
        state = after
