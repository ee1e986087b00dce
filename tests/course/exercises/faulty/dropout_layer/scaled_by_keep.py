def dropout_layer(X, p, rng):
    mask = rng.random(X.shape) >= p
    Y = X * mask * (1 - p)
    return Y, mask
