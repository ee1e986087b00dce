"""Linear models fitted exactly rather than step by step."""

from itertools import combinations

import numpy as np

from sandbox.engine.arrays import Array


def least_squares(X: Array, y: Array) -> Array:
    """W (I, 1) with the least Σ (XW − y)² for X (N, I) and y (N, 1).

    Where many W are as good, as with more columns than examples, the one with the least ‖W‖.
    """
    W, *_ = np.linalg.lstsq(X, y, rcond=None)
    return W


def least_absolute(X: Array, y: Array) -> Array:
    """W (I, 1) with the least Σ |XW − y| for X (N, I) and y (N, 1), N ≥ I.

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
    best: Array = W[misses.argmin()]
    return best
