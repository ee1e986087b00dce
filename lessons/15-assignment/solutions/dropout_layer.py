"""Dropout on the way forward."""


def dropout_layer(X, p, rng):
    """Each cell is 0 with probability p and X / (1 − p) otherwise; the mask is kept for later."""
    mask = rng.random(X.shape) >= p
    scale = 0 if p == 1 else 1 / (1 - p)
    Y = X * mask * scale
    return Y, mask
