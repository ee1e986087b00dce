"""Dropout on the way back."""


def dropout_backward(dY, mask, p):
    """The gradient goes where the values went: same mask, same factor."""
    scale = 0 if p == 1 else 1 / (1 - p)
    dX = dY * mask * scale
    return dX
