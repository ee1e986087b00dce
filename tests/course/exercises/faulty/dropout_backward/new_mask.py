import numpy as np


def dropout_backward(dY, mask, p):
    return dY * (np.random.rand(*dY.shape) >= p) / (1 - p) if p < 1 else 0 * dY
