import numpy as np


def xavier_init(n_in, n_out, rng):
    return np.abs(rng.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, n_out)))
