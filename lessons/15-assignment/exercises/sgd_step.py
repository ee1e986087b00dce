import numpy as np


def sgd_step(params, grads, lr, decay):
    """All parameters after one step of SGD with weight decay.

        weights   w − lr · (g + λw)        biases   b − lr · g

    params   "W1", "b1", "W2", "b2" … of as many layers as there are
    grads    their gradients, by the same names; no λ in them yet
    lr       the learning rate
    decay    λ; it acts on what begins with "W", not on biases
    returns  a new dict of the same names; params stays as it was

    >>> params = {"W1": np.array([[2.0]]), "b1": np.array([2.0])}
    >>> grads = {"W1": np.array([[1.0]]), "b1": np.array([1.0])}
    >>> sgd_step(params, grads, 0.1, 0.5)
    {'W1': array([[1.8]]), 'b1': array([1.9])}
    """
    new = {}
    for name, w in params.items():
        new[name] = ...
    return new
