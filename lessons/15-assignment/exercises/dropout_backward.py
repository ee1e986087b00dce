import numpy as np


def dropout_backward(dY, mask, p):
    """The gradient of dropout's input, from that of its output.

        ∂J/∂X = ∂J/∂Y / (1 − p) where the cell was kept, and 0 where it was dropped

    dY       ∂J/∂Y, an array (B, I)
    mask     what the way forward has drawn (B, I): True where a cell was kept
    p        the probability that it was drawn with, 0 and 1 included
    returns  ∂J/∂X (B, I)

    >>> dropout_backward(np.array([[1.0, 2.0]]), np.array([[False, True]]), 0.5)
    array([[0., 4.]])
    """
    return ...
