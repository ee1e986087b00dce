"""Xavier initialisation."""

import numpy as np


def xavier_init(n_in, n_out, rng):
    """N(0, σ²) with σ² = 2 / (n_in + n_out)."""
    std = np.sqrt(2 / (n_in + n_out))
    W = rng.normal(0, std, (n_in, n_out))
    return W
