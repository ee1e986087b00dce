"""The forward pass of an MLP with one hidden layer."""

import numpy as np


def mlp_forward(X, params):
    """Z, H and O; backward will ask for all three."""
    W1, b1 = params["W1"], params["b1"]
    W2, b2 = params["W2"], params["b2"]
    Z = X @ W1 + b1
    H = np.maximum(Z, 0)
    O = H @ W2 + b2
    return {"Z": Z, "H": H, "O": O}
