import numpy as np


def xavier_init(n_in, n_out, rng):
    std = np.sqrt(2 / (n_in + n_out))
    return std * (1 - 2.0 * rng.integers(0, 2, (n_in, n_out)))
