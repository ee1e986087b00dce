import numpy as np


def xavier_init(n_in, n_out, rng):
    row = rng.normal(0, np.sqrt(2 / (n_in + n_out)), n_out)
    return np.tile(row, (n_in, 1))
