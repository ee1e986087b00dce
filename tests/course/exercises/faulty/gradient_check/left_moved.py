import numpy as np


def gradient_check(f, w, h=1e-5):
    w, grad = w.copy(), np.zeros(w.shape)
    for cell in np.ndindex(w.shape):
        w[cell] += h
        above = f(w)
        w[cell] -= 2 * h
        grad[cell] = (above - f(w)) / (2 * h)
    return grad
