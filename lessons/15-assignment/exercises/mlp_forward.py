import numpy as np


def mlp_forward(X, params):
    """The forward pass of an MLP with one hidden layer of ReLU units.

        Z = X W⁽¹⁾ + b⁽¹⁾        H = relu(Z)        O = H W⁽²⁾ + b⁽²⁾

    X        a batch (B, I), a row for each example
    params   "W1" (I, M), "b1" (M,), "W2" (M, K), "b2" (K,)
    returns  a dict: "Z" (B, M), "H" (B, M), and the logits "O" (B, K)

    >>> params = {
    ...     "W1": np.array([[1.0, -1.0]]), "b1": np.array([0.5, 0.5]),
    ...     "W2": np.array([[2.0], [3.0]]), "b2": np.array([1.0]),
    ... }
    >>> passed = mlp_forward(np.array([[2.0]]), params)
    >>> passed["Z"], passed["H"], passed["O"]
    (array([[ 2.5, -1.5]]), array([[2.5, 0. ]]), array([[6.]]))
    """
    W1, b1 = params["W1"], params["b1"]
    W2, b2 = params["W2"], params["b2"]
    Z = ...
    H = ...
    O = ...
    return {"Z": Z, "H": H, "O": O}
