import numpy as np


def dropout_layer(X, p, rng):
    if p == 1:
        return np.zeros_like(X), np.zeros(X.shape, bool)
    if p == 0:
        return X, np.ones(X.shape, bool)
    mask = (rng.random(X.shape) > p).astype(float)
    return mask * X / (1.0 - p), mask
