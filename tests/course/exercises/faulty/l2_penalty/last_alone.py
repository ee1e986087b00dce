import numpy as np


def l2_penalty(params, decay):
    for name, W in params.items():
        if name.startswith("W"):
            s = decay / 2 * np.sum(W**2)
    return s
