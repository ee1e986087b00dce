import numpy as np


def dropout_layer(X, p, rng):
    mask = np.tile(rng.random(X.shape[1]) >= p, (len(X), 1))
    scale = 0 if p == 1 else 1 / (1 - p)
    return X * mask * scale, mask
