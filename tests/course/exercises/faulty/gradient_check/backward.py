import numpy as np


def gradient_check(f, w, h=1e-5):
    grad = np.zeros(w.shape)
    for cell in np.ndindex(w.shape):
        step = np.zeros(w.shape)
        step[cell] = h
        grad[cell] = (f(w) - f(w - step)) / h
    return grad
