import numpy as np


def xavier_init(n_in, n_out, rng):
    std = np.sqrt(2 / (n_in + n_out))
    return rng.uniform(-std, std, (n_in, n_out))
