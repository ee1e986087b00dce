import numpy as np


def dropout_layer(X, p, rng):
    kept = np.arange(X.size) >= p * X.size
    mask = rng.permutation(kept).reshape(X.shape)
    return X * mask * (0 if p == 1 else 1 / (1 - p)), mask
