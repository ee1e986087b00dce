import numpy as np


def dropout_layer(X, p, rng):
    mask = np.zeros(X.shape, bool)
    Y = np.zeros(X.shape)
    for cell in np.ndindex(X.shape):
        if rng.random() >= p:
            mask[cell] = True
            Y[cell] = X[cell] / (1 - p)
    return Y, mask
