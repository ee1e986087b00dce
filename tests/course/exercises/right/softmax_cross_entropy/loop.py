import numpy as np


def softmax_cross_entropy(O, y):
    total = 0.0
    for row, label in zip(O, y, strict=True):
        top = row.max()
        total += top + np.log(np.exp(row - top).sum()) - row[label]
    return total / len(y)
