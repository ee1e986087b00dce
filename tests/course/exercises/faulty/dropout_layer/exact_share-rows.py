import numpy as np


def dropout_layer(X, p, rng):
    kept = np.arange(X.shape[1]) >= p * X.shape[1]
    mask = np.array([rng.permutation(kept) for _ in X])
    return X * mask * (0 if p == 1 else 1 / (1 - p)), mask
