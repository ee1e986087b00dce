import numpy as np


def l2_penalty(params, decay):
    weights = [W for name, W in params.items() if name.startswith("W")]
    return 0.5 * decay * sum(np.linalg.norm(W) ** 2 for W in weights)
