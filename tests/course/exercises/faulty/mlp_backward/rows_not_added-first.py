import numpy as np


def mlp_backward(X, y, params, cache, decay):
    W1, W2 = params["W1"], params["W2"]
    Z, H, O = cache["Z"], cache["H"], cache["O"]
    E = np.exp(O - O.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    Y = y[:, None] == np.arange(O.shape[1])

    dO = (P - Y) / len(y)
    dW2 = H.T @ dO + decay * W2
    db2 = dO.sum(axis=0)
    dZ = dO @ W2.T * (Z > 0)
    dW1 = X.T @ dZ + decay * W1
    db1 = dZ
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
