import numpy as np


def softmax_cross_entropy(O, y):
    """The mean over the batch of −log p, p that of the true class.

        p[n] = exp(O[n, y[n]]) / Σₖ exp(O[n, k])     L = mean of −log p[n]

    O        logits (B, K), an example a row; they may be in the thousands
    y        true classes (B,), integers from 0 to K − 1
    returns  L, one number

    Two examples. In the first all three classes are equally likely:
    −log(1/3). The second is sure and right, and adds almost nothing.

    >>> O = np.array([[0.0, 0.0, 0.0], [0.0, 9.0, 0.0]])
    >>> y = np.array([2, 1])
    >>> round(float(softmax_cross_entropy(O, y)), 4)
    0.5494
    """
    return ...
