import numpy as np


def gradient_check(f, w, h=1e-5):
    grad = np.zeros_like(w)
    for cell in np.ndindex(*w.shape):
        old = w[cell]
        w[cell] = old + h
        above = f(w)
        w[cell] = old - h
        grad[cell] = (above - f(w)) / (2 * h)
        w[cell] = old
    return grad
