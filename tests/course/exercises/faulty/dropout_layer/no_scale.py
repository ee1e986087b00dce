def dropout_layer(X, p, rng):
    mask = rng.random(X.shape) >= p
    Y = X * mask
    return Y, mask
