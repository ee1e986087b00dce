import numpy as np


def gradient_check(f, w, h=1e-5):
    grad = np.zeros(w.shape)
    for cell in np.ndindex(w.shape):
        step = np.zeros(w.shape)
        step[cell] = 0.03
        grad[cell] = (f(w + step) - f(w - step)) / 0.06
    return grad
