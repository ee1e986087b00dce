def dropout_layer(X, p, rng):
    mask = rng.random(X.shape) >= p
    Y = X * mask / max(p, 1e-12)
    return Y, mask
