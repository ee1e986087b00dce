import numpy as np


def mlp_backward(X, y, params, cache, decay):
    W1, W2 = params["W1"], params["W2"]
    B, O = len(y), cache["O"]
    dO = np.exp(O - np.logaddexp.reduce(O, axis=1, keepdims=True))
    dO[np.arange(B), y] -= 1
    dZ = dO @ W2.T
    dZ[cache["Z"] <= 0] = 0
    return {
        "W1": X.T @ dZ / B + decay * W1,
        "b1": dZ.mean(axis=0),
        "W2": cache["H"].T @ dO / B + decay * W2,
        "b2": dO.mean(axis=0),
    }
