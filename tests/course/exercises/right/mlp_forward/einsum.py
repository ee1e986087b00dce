import numpy as np


def mlp_forward(X, params):
    Z = np.einsum("bi,im->bm", X, params["W1"]) + params["b1"]
    H = Z * (Z > 0)
    O = np.einsum("bm,mk->bk", H, params["W2"]) + params["b2"]
    return {"O": O, "Z": Z, "H": H}
