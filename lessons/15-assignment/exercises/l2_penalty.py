import numpy as np


def l2_penalty(params, decay):
    """s = λ/2 · Σ‖W‖²: half of λ times the sum of all squared weights.

    Only weight matrices count, whose names begin with "W"; biases do not.

    params   "W1", "b1", "W2", "b2" … of as many layers as there are
    decay    λ, a number
    returns  s, one number

    >>> params = {"W1": np.array([[1.0, -2.0]]), "b1": np.array([7.0])}
    >>> float(l2_penalty(params, 0.1))
    0.25
    """
    return ...
