import numpy as np


def softmax_cross_entropy(O, y):
    E = np.exp(O - O.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    P = np.clip(P, 1e-15, 1 - 1e-15)
    return -np.log(P[np.arange(len(y)), y]).mean()
