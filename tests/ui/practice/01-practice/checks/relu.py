import numpy as np


def cases(rng):
    yield "small", (rng.normal(size=(2, 3)),)


def reference(x):
    return np.maximum(0, x)


MISTAKES = {"leaky": lambda x: np.where(x > 0, x, 0.01 * x)}
