import numpy as np


def l2_penalty(params, decay):
    weights = [W for name, W in params.items() if name.startswith("W")]
    return decay / 2 * sum(np.abs(W).sum() for W in weights)
