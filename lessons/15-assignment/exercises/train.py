import numpy as np


def train(X, y, rng):
    """The parameters of 784-M-10, trained to know 8 of 10 new pictures.

    Everything is yours: how many hidden units M, learning rate, batch,
    epochs. Functions that you have written may be copied above this one.

    X        pictures of garments (10000, 784), float32, from 0 to 1
    y        their classes (10000,), integers from 0 to 9
    rng      a NumPy Generator, for the weights and for shuffling
    returns  "W1" (784, M), "b1" (M,), "W2" (M, 10), "b2" (10,) in a dict

    mlp_forward is tried with them on 2000 pictures that are not in X: 80 %
    must be right, after a minute at most.
    """
    params = ...
    for epoch in range(10):
        order = rng.permutation(len(X))
        ...
    return params
