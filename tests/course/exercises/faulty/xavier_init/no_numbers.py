import numpy as np


def xavier_init(n_in, n_out, rng):
    return np.full((n_in, n_out), np.inf)
