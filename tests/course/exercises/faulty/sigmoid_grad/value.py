import numpy as np


def sigmoid_grad(x):
    return 1 / (1 + np.exp(-x))
