import numpy as np


def dropout_backward(dY, mask, p):
    return dY * mask / np.float64(p)
