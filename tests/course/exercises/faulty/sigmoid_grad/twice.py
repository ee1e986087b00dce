import numpy as np


def sigmoid_grad(x):
    s = 1 / (1 + np.exp(-x))
    t = 1 / (1 + np.exp(-s))
    return t * (1 - t)
