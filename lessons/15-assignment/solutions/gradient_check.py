"""A gradient by central differences, to check another one with."""

import numpy as np


def gradient_check(f, w, h=1e-5):
    """(f(w + h) − f(w − h)) / 2h, one cell of w after another."""
    grad = np.zeros_like(w)
    for cell in np.ndindex(w.shape):
        step = np.zeros_like(w)
        step[cell] = h
        grad[cell] = (f(w + step) - f(w - step)) / (2 * h)
    return grad
