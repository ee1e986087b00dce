import numpy as np


def softmax_cross_entropy(O, y):
    C = O - O.max(axis=1, keepdims=True)
    log_p = C - np.log(np.exp(C).sum(axis=1, keepdims=True))
    return -log_p[:, y].mean()
