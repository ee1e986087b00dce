import numpy as np


def gradient_check(f, w, h=1e-5):
    w, grad = w.copy(), np.zeros(w.shape)
    for cell in np.ndindex(w.shape):
        old = w[cell]
        w[cell] = old + h
        above = f(w)
        w[cell] = old - h
        below = f(w)
        w[cell] = old
        grad[cell] = (above - below) / (2 * h)
    return grad
