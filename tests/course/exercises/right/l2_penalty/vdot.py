import numpy as np


def l2_penalty(params, decay):
    return decay * sum(np.vdot(w, w) for name, w in params.items() if "W" in name) / 2
