import numpy as np


def l2_penalty(params, decay):
    return decay / 2 * (np.sum(params["W1"] ** 2) + np.sum(params["W2"] ** 2))
