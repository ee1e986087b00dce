import numpy as np


def dropout_backward(dY, mask, p):
    """The gradient of dropout's input, from that of its output.

        ∂J/∂X = ∂J/∂Y / (1 − p) in a cell that was kept, 0 in others

    dY       ∂J/∂Y, an array (B, I)
    mask     as drawn on the way there (B, I): True where a cell was kept
    p        the probability that it was drawn with, 0 and 1 included
    returns  ∂J/∂X (B, I)

    >>> mask = np.array([[False, True]])
    >>> dropout_backward(np.array([[1.0, 2.0]]), mask, 0.5)
    array([[0., 4.]])
    """
    return ...
