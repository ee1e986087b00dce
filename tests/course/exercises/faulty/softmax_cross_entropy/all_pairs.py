import numpy as np


def softmax_cross_entropy(O, y):
    E = np.exp(O - O.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    return -np.log(P[:, y]).mean()
