import numpy as np


def mlp_forward(X, params):
    Z = np.array([x @ params["W1"] + params["b1"] for x in X])
    H = np.clip(Z, 0, None)
    O = np.array([h @ params["W2"] + params["b2"] for h in H])
    return {"Z": Z, "H": H, "O": O}
