def dropout_layer(X, p, rng):
    mask = (rng.random(X.shape) >= p) / max(1 - p, 1e-12)
    Y = X * mask
    return Y, mask
