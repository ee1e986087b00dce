"""Linear models fitted exactly rather than step by step."""

from itertools import combinations

import numpy as np

from sandbox.engine.arrays import Array

ROUNDING = 64 * np.finfo(np.float64).eps
"""The share of its terms by which a sum of a few numbers may be off."""


def least_squares(X: Array, y: Array) -> Array:
    """W (I, 1) with the least Σ (XW − y)² for X (N, I) and y (N, 1).

    Where many W are as good, as with more columns than examples, the one with the least ‖W‖.
    """
    W, *_ = np.linalg.lstsq(X, y, rcond=None)
    return W


def least_absolute(X: Array, y: Array) -> Array:
    """W (I, 1) with the least Σ |XW − y| for X (N, I) and y (N, 1), N ≥ I.

    The first of `all_least_absolute`.
    """
    return all_least_absolute(X, y)[0]


def all_least_absolute(X: Array, y: Array) -> Array:
    """Every W (R, I, 1) through I examples that has the least Σ |XW − y|; the best one first.

    More than one where the least sum is that of whole ranges of fits: these are their corners.
    One of the best fits goes through I of the examples exactly, so the fits through every I of
    them are compared: for a handful of examples. Raises ValueError where N < I, or where no I
    examples determine a fit.
    """
    n, inputs = X.shape
    if n < inputs:
        raise ValueError(f"{inputs} weights need at least {inputs} examples, not {n}")
    chosen = np.array(list(combinations(range(n), inputs)))
    chosen = chosen[np.linalg.matrix_rank(X[chosen]) == inputs]
    if not len(chosen):
        raise ValueError("no choice of examples determines the weights: let the inputs differ")
    W = np.linalg.solve(X[chosen], y[chosen])
    misses = np.abs(X @ W - y).sum(axis=(-2, -1))
    # Sums that are equal differ by rounding, and so do fits that go through more than I examples.
    least, size = misses.min(), np.abs(y).sum()
    best = np.argsort(misses, kind="stable")[: int((misses <= least + ROUNDING * size).sum())]
    kept: list[Array] = []
    for one in W[best]:
        if all(np.abs(X @ (one - other)).max() > ROUNDING * size for other in kept):
            kept.append(one)
    return np.array(kept)


def outputs(X: Array, W: Array, y: Array) -> Array:
    """XW (N, 1), and y itself where a fit meets an example: what is left there is rounding alone.

    So the sign of a miss is never that of a rounding error.
    """
    O = X @ W
    size = np.abs(X) @ np.abs(W) + np.abs(y)
    met: Array = np.where(np.abs(O - y) <= ROUNDING * size, y, O)
    return met
