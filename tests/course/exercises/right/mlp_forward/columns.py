import numpy as np


def mlp_forward(X, params):
    Z = (params["W1"].T @ X.T).T + params["b1"][None, :]
    H = np.where(Z > 0, Z, 0)
    O = (params["W2"].T @ H.T).T + params["b2"][None, :]
    return {"Z": Z, "H": H, "O": O}
