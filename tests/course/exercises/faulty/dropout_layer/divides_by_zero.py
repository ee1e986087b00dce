import numpy as np


def dropout_layer(X, p, rng):
    mask = rng.random(X.shape) >= p
    Y = X * mask / np.float64(1 - p)
    return Y, mask
