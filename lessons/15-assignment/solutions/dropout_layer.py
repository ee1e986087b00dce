"""Dropout on the way forward."""


def dropout_layer(X, p, rng):
    """0 with probability p, X / (1 − p) otherwise; and the mask."""
    mask = rng.random(X.shape) >= p
    scale = 0 if p == 1 else 1 / (1 - p)
    Y = X * mask * scale
    return Y, mask
