import numpy as np


def dropout_backward(dY, mask, p):
    dX = np.zeros_like(dY)
    dX[mask] = dY[mask] / (1 - p) if p < 1 else 0
    return dX
