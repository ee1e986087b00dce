import numpy as np


def mlp_forward(X, params):
    Z = X @ params["W1"] + params["b1"]
    H = np.maximum(Z, 0, out=Z)
    return {"Z": Z, "H": H, "O": H @ params["W2"] + params["b2"]}
