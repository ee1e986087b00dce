import numpy as np


def relu(x):
    return np.clip(x, 0, 10)
