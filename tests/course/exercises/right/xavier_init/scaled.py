def xavier_init(n_in, n_out, rng):
    return rng.standard_normal((n_in, n_out)) * (2 / (n_in + n_out)) ** 0.5
