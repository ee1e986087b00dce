import numpy as np


def gradient_check(f, w, h=1e-5):
    grad = np.zeros(w.shape)
    for cell in np.ndindex(w.shape):
        grad[cell] = (f(w + h) - f(w - h)) / (2 * h)
    return grad
