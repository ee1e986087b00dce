import numpy as np


def dropout_layer(X, p, rng):
    """Dropout in training: each cell becomes 0 with probability p, and X / (1 − p) otherwise.

    X        an array (B, I)
    p        a probability from 0 to 1, both included
    rng      a NumPy Generator: rng.random(shape) draws uniformly from [0, 1)
    returns  Y (B, I), and the mask (B, I): True (or 1) where a cell was kept

    Every cell is drawn for itself. Which ones go is chance; with p = 0.5 and
    X = [[1, 2, 3, 4]], say, Y may be [[2, 0, 0, 8]]. At the ends it is certain:

    >>> rng = np.random.default_rng(0)
    >>> dropout_layer(np.array([[1.0, 2.0]]), 0.0, rng)
    (array([[1., 2.]]), array([[ True,  True]]))
    >>> dropout_layer(np.array([[1.0, 2.0]]), 1.0, rng)
    (array([[0., 0.]]), array([[False, False]]))
    """
    mask = ...
    Y = ...
    return Y, mask
