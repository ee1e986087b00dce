import numpy as np


def mlp_forward(X, params):
    Z = X @ params["W1"] + params["b1"]
    H = 1 / (1 + np.exp(-Z))
    O = H @ params["W2"] + params["b2"]
    return {"Z": Z, "H": H, "O": O}
