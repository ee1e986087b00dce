import numpy as np


def sigmoid_grad(x):
    return 1 - np.tanh(x) ** 2
