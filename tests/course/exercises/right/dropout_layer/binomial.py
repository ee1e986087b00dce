import numpy as np


def dropout_layer(X, p, rng):
    mask = rng.binomial(1, 1 - p, X.shape)
    with np.errstate(all="ignore"):
        Y = np.where(mask, X / np.float64(1 - p), 0)
    return Y, mask
