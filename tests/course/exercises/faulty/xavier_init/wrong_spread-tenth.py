def xavier_init(n_in, n_out, rng):
    return rng.normal(0, 0.1, (n_in, n_out))
