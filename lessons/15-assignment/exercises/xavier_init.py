import numpy as np


def xavier_init(n_in, n_out, rng):
    """A layer's weights, drawn from N(0, σ²), σ² = 2 / (n_in + n_out).

    n_in     how many inputs the layer has
    n_out    how many outputs
    rng      a NumPy Generator: rng.normal(mean, std, shape) draws
    returns  W (n_in, n_out)

    With 3 inputs and 5 outputs the variance is 2/8, and σ is .5.

    >>> xavier_init(3, 5, np.random.default_rng(0)).shape
    (3, 5)
    """
    return ...
