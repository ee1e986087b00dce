import numpy as np


def dropout_layer(X, p, rng):
    """Dropout: each cell is 0 with probability p, X / (1 − p) otherwise.

    X        an array (B, I)
    p        a probability from 0 to 1, both included
    rng      a NumPy Generator: rng.random(shape) draws from 0 to 1, evenly
    returns  Y (B, I) and the mask (B, I), True or 1 where a cell was kept

    Every cell is drawn for itself. With p = 0.5 and X = [[1, 2, 3, 4]], Y
    may be [[2, 0, 0, 8]], for one. At both ends it is certain:

    >>> rng = np.random.default_rng(0)
    >>> dropout_layer(np.array([[1.0, 2.0]]), 0.0, rng)
    (array([[1., 2.]]), array([[ True,  True]]))
    >>> dropout_layer(np.array([[1.0, 2.0]]), 1.0, rng)
    (array([[0., 0.]]), array([[False, False]]))
    """
    mask = ...
    Y = ...
    return Y, mask
