import numpy as np


def gradient_check(f, w, h=1e-5):
    grad = []
    for i in range(w.size):
        up, down = w.copy(), w.copy()
        up.flat[i] += h
        down.flat[i] -= h
        grad.append((f(up) - f(down)) / (2 * h))
    return np.reshape(grad, w.shape)
