import numpy as np


def mlp_forward(X, params):
    Z = X @ params["W1"]
    H = np.maximum(Z, 0)
    O = H @ params["W2"]
    return {"Z": Z, "H": H, "O": O}
