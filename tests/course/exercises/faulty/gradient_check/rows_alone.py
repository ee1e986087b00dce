import numpy as np


def gradient_check(f, w, h=1e-5):
    grad = np.zeros(w.shape)
    for i in range(len(w)):
        above, below = w.copy(), w.copy()
        above[i] += h
        below[i] -= h
        grad[i] = (f(above) - f(below)) / (2 * h)
    return grad
