"""Lp norms."""

import numpy as np

from sandbox.engine.arrays import Array


def lp_norm(x: Array, p: float) -> Array:
    """(Σ |xᵢ|^p)^(1/p) over the last axis: x (…, I) to (…). For p < 1 it is no norm any more.

    The largest entry is taken out first, so that large p neither overflow nor vanish. Raises
    ValueError unless p > 0.
    """
    if not p > 0:
        raise ValueError(f"an Lp norm has p > 0, not {p}")
    sizes = np.abs(np.asarray(x, dtype=np.float64))
    largest = sizes.max(axis=-1, keepdims=True)
    shares = sizes / np.where(largest == 0, 1, largest)
    total: Array = (shares**p).sum(axis=-1) ** (1 / p)
    return largest[..., 0] * total
