def dropout_layer(X, p, rng):
    mask = rng.uniform(0, 1, X.shape) < 1 - p
    return X * mask / (1 - p if p < 1 else 1), mask
