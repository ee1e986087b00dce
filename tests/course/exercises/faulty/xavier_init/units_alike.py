import numpy as np


def xavier_init(n_in, n_out, rng):
    column = rng.normal(0, np.sqrt(2 / (n_in + n_out)), (n_in, 1))
    return np.tile(column, (1, n_out))
