import numpy as np


def gradient_check(f, w, h=1e-5):
    """The gradient of f at w by central differences, cell by cell.

        ∂f/∂w[i] ≈ (f(w with w[i] + h) − f(w with w[i] − h)) / 2h

    f        a function: takes an array of w's shape, gives a number
    w        an array of any shape, float64; it stays as it was
    h        how far to step to either side
    returns  the gradient, an array of w's shape

    >>> def f(w):
    ...     return w[0] * w[1]
    >>> gradient_check(f, np.array([3.0, 5.0])).round(6)
    array([5., 3.])
    """
    grad = np.zeros_like(w)
    for cell in np.ndindex(w.shape):
        grad[cell] = ...
    return grad
