import numpy as np


def sigmoid_grad(x):
    return np.exp(-x) / (1 + np.exp(-x)) ** 2
