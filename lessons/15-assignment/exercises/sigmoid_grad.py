import numpy as np


def sigmoid_grad(x):
    """The slope of the sigmoid at x.

        σ(x) = 1 / (1 + exp(−x))        σ′(x) = σ(x) · (1 − σ(x))

    x        an array of any shape; −1000 and 1000 may be in it
    returns  the slopes, an array of the same shape

    >>> sigmoid_grad(np.array([0.0, 2.0, -1000.0])).round(4)
    array([0.25 , 0.105, 0.   ])
    """
    return ...
