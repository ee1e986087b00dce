def dropout_layer(X, p, rng):
    kept = rng.random(X.shape) >= p
    mask = rng.random(X.shape) >= p
    scale = 0 if p == 1 else 1 / (1 - p)
    return X * kept * scale, mask
