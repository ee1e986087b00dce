import numpy as np


def mlp_backward(X, y, params, cache, decay):
    W1, W2 = params["W1"], params["W2"]
    H, O = cache["H"], cache["O"]
    E = np.exp(O - O.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    Y = y[:, None] == np.arange(O.shape[1])
    dO = (P - Y) / len(y)
    dW2 = (dO.T @ H).T + decay * W2
    db2 = np.ones(len(y)) @ dO
    dZ = (W2 @ dO.T).T * np.sign(H)
    dW1 = (dZ.T @ X).T + decay * W1
    db1 = np.ones(len(y)) @ dZ
    return {"W1": dW1, "b1": db1, "W2": dW2, "b2": db2}
