"""Arrays to test with, and what it means that two of them agree."""

import numpy as np

from sandbox.engine.arrays import Array, Grads

TOLERANCE = {np.dtype(np.float64): 1e-10, np.dtype(np.float32): 1e-5}
"""How far the engine may be from PyTorch, relative to the largest number of the array."""


def normal(seed: int, *shape: int, dtype: type = np.float64) -> Array:
    """Standard normal numbers, a function of seed and shape."""
    return np.random.default_rng((seed, *shape)).standard_normal(shape).astype(dtype)


def same_bits(a: Array, b: Array) -> bool:
    """The same dtype, shape and bits; any NaN is as good as another."""
    a, b = np.asarray(a), np.asarray(b)
    if a.dtype != b.dtype or a.shape != b.shape:
        return False
    if a.dtype.kind != "f":
        return np.array_equal(a, b)
    signs = np.where(np.isnan(a), False, np.signbit(a) != np.signbit(b))
    return np.array_equal(a, b, equal_nan=True) and not signs.any()


def assert_close(
    actual: Array, expected: Array, tolerance: float, what: str = "", scale: float = 0.0
) -> None:
    """Equal shapes, and no cell further off than tolerance × the largest expected number.

    Where numbers of a larger scale cancelled out to make these, it is that scale which counts.
    """
    assert actual.shape == expected.shape, f"{what}: {actual.shape} is not {expected.shape}"
    largest = max(scale, np.abs(expected).max(initial=0.0))
    worst = np.abs(np.asarray(actual, np.float64) - expected).max(initial=0.0)
    assert worst <= tolerance * largest, f"{what}: off by {worst:.3g}, the largest is {largest:.3g}"


def largest(grads: tuple[Grads, ...]) -> float:
    """The largest number in any of the arrays."""
    return max((np.abs(a).max(initial=0.0) for layer in grads for a in layer.values()), default=0.0)
