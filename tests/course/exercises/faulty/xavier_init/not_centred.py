import numpy as np


def xavier_init(n_in, n_out, rng):
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(0, limit, (n_in, n_out))
