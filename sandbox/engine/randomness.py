"""Randomness as a function: the same seed, purpose and step give the same numbers, at any time."""

import zlib
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from sandbox.engine.arrays import Array

Seed = int | tuple[int, ...]
"""One seed, or one for each replica."""


def generator(seed: int, purpose: str, step: int = 0) -> np.random.Generator:
    """A fresh generator that depends on its arguments alone.

    Nothing is kept between calls, so a shuffle or a dropout mask can be drawn again whenever
    somebody asks for it, and there is no generator whose state would have to be saved.
    """
    numbers = (seed, zlib.crc32(purpose.encode()), step)
    # As words of 32 bits they need not be taken apart, which is a third of the time.
    entropy = np.array(numbers, np.uint32) if max(numbers) < 2**32 else numbers
    return np.random.Generator(np.random.SFC64(entropy))


def per_replica(
    seed: Seed, purpose: str, step: int, draw: Callable[[np.random.Generator], Array]
) -> Array:
    """What `draw` makes of the generator; with a seed for each replica, stacked along axis 0.

    Replica r is given what a run with that seed alone would be given.
    """
    if isinstance(seed, int):
        return draw(generator(seed, purpose, step))
    return np.stack([draw(generator(one, purpose, step)) for one in seed])


class Noise(NamedTuple):
    """What layers draw in one training step: a function of the seed and the step's number."""

    seed: Seed
    step: int

    def uniform(self, place: int, like: Array) -> Array:
        """U in [0, 1) for the input (…, B, I) of the layer at that place, in its dtype.

        With one seed all replicas share a draw (B, I); with a seed each, each has its own.
        """
        shape = like.shape[-2:]
        return per_replica(
            self.seed,
            f"dropout {place}",
            self.step,
            lambda rng: rng.random(shape, dtype=like.dtype.type),
        )
