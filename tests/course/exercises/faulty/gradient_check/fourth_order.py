import numpy as np


def gradient_check(f, w, h=1e-5):
    grad = np.zeros(w.shape)
    for cell in np.ndindex(w.shape):
        step = np.zeros(w.shape)
        step[cell] = h
        near, far = f(w + step) - f(w - step), f(w + 2 * step) - f(w - 2 * step)
        grad[cell] = (8 * near - far) / (12 * h)
    return grad
