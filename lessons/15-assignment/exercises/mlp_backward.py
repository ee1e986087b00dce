import numpy as np


def mlp_backward(X, y, params, cache, decay):
    """The gradients of J = L + λ/2 · (‖W⁽¹⁾‖² + ‖W⁽²⁾‖²).

    L is softmax cross-entropy, the mean over the batch.

    In rows, with Z, H and O of mlp_forward:

        ∂J/∂O = (P − Y) / B
        ∂J/∂W⁽²⁾ = Hᵀ · ∂J/∂O + λW⁽²⁾    ∂J/∂b⁽²⁾ = ∂J/∂O, its rows added
        ∂J/∂H = ∂J/∂O · W⁽²⁾ᵀ
        ∂J/∂Z = ∂J/∂H ⊙ relu′(Z)
        ∂J/∂W⁽¹⁾ = Xᵀ · ∂J/∂Z + λW⁽¹⁾    ∂J/∂b⁽¹⁾ = ∂J/∂Z, its rows added

    X        the batch (B, I)
    y        true classes (B,)
    params   "W1" (I, M), "b1" (M,), "W2" (M, K), "b2" (K,)
    cache    what mlp_forward returned: "Z" (B, M), "H" (B, M), "O" (B, K)
    decay    λ
    returns  a dict of the names and shapes of params

    One example, one feature, one hidden unit, two classes:

    >>> params = {
    ...     "W1": np.array([[1.0]]), "b1": np.array([0.0]),
    ...     "W2": np.array([[2.0, 2.0]]), "b2": np.array([0.0, 0.0]),
    ... }
    >>> X, y, three = np.array([[3.0]]), np.array([0]), np.array([[3.0]])
    >>> cache = {"Z": three, "H": three, "O": np.array([[6.0, 6.0]])}
    >>> mlp_backward(X, y, params, cache, 0.1)["W2"]
    array([[-1.3,  1.7]])
    """
    W1, W2 = params["W1"], params["W2"]
    Z, H, O = cache["Z"], cache["H"], cache["O"]
    E = np.exp(O - O.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    Y = y[:, None] == np.arange(O.shape[1])

    dO = ...
    dW2 = ...
    db2 = ...
    dH = ...
    dZ = ...
    dW1 = ...
    db1 = ...
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
