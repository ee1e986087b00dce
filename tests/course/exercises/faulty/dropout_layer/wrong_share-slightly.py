def dropout_layer(X, p, rng):
    mask = rng.random(X.shape) >= (p + 0.02 if 0 < p < 1 else p)
    return X * mask * (0 if p == 1 else 1 / (1 - p)), mask
