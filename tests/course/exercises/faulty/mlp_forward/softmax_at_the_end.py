import numpy as np


def mlp_forward(X, params):
    Z = X @ params["W1"] + params["b1"]
    H = np.maximum(Z, 0)
    E = np.exp(H @ params["W2"] + params["b2"])
    O = E / E.sum(axis=1, keepdims=True)
    return {"Z": Z, "H": H, "O": O}
