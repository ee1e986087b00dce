import numpy as np


def xavier_init(n_in, n_out, rng):
    std = np.sqrt(2 / (n_in + n_out))
    return np.stack([rng.normal(0, std, n_out) for _ in range(n_in)])
