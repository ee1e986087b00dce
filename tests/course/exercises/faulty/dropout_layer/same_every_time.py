import numpy as np


def dropout_layer(X, p, rng):
    mask = np.random.default_rng(0).random(X.shape) >= p
    scale = 0 if p == 1 else 1 / (1 - p)
    Y = X * mask * scale
    return Y, mask
