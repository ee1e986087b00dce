import numpy as np


def gradient_check(f, w, h=1e-5):
    grad = np.zeros(w.shape)
    for cell in np.ndindex(w.shape):
        step = np.zeros(w.shape)
        step[cell] = 1e-5
        grad[cell] = (f(w + step) - f(w - step)) / 2e-5
    return grad
