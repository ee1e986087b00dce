"""softmax_cross_entropy(O, y), against the engine's loss."""

import numpy as np

from sandbox.engine.losses import SoftmaxCrossEntropy


def cases(rng):
    """Ordinary logits, and such as only a stable formula survives."""
    yield "4×3", batch(rng, 4, 3, 1)
    yield "3×3", batch(rng, 3, 3, 1)
    yield "1×5", batch(rng, 1, 5, 2)
    yield "O = 0", (np.zeros((2, 10)), rng.integers(0, 10, 2))
    yield "O ~ 1000", batch(rng, 5, 4, 1000)
    yield "O = (1000, 0)", (np.array([[1000.0, 0.0], [0.0, 1000.0]]), np.array([1, 1]))
    yield "O = (−1000, 0)", (np.array([[-1000.0, -1001.0], [2.0, 1.0]]), np.array([0, 0]))
    yield "float32", (rng.normal(0, 1, (6, 3)).astype(np.float32), rng.integers(0, 3, 6))


def batch(rng, B, K, spread):
    """Logits (B, K) and labels (B,)."""
    return rng.normal(0, spread, (B, K)), rng.integers(0, K, B)


def reference(O, y):
    """The mean cross-entropy."""
    L, _ = SoftmaxCrossEntropy().forward(O, y[:, None])
    return L.item()


def log_p(O, y, axis=1):
    """The log of each example's probability, with softmax along an axis; stable."""
    C = O - O.max(axis=axis, keepdims=True)
    logs = C - np.log(np.exp(C).sum(axis=axis, keepdims=True))
    return logs[np.arange(len(y)), y]


def plain(O, y, top=0.0):
    """Softmax first and then its log, so that a probability can be NaN, or 0."""
    with np.errstate(all="ignore"):
        E = np.exp(O - top)
        P = E / E.sum(axis=1, keepdims=True)
        return -np.log(P[np.arange(len(y)), y]).mean()


def rows(O):
    """Each row's largest logit."""
    return O.max(axis=1, keepdims=True)


MISTAKES = {
    "unstable": plain,
    "log_of_zero": lambda O, y: plain(O, y, rows(O)),
    "one_top": lambda O, y: plain(O, y, O.max()),
    "sum": lambda O, y: -log_p(O, y).sum(),
    "cells": lambda O, y: -log_p(O, y).sum() / O.size,
    "per_example": lambda O, y: -log_p(O, y),
    "sign": lambda O, y: log_p(O, y).mean(),
    "axis": lambda O, y: -log_p(O, y, axis=0).mean(),
    "log10": lambda O, y: -log_p(O, y).mean() / np.log(10),
    "log_of_mean": lambda O, y: -np.log(np.exp(log_p(O, y)).mean()),
}


def recognise(args, answer):
    """A loss that is finite where it should be huge: something was added to the probabilities."""
    O, y = args
    losses = -log_p(O, y)
    huge = losses > 100
    if not huge.any() or not 0 < answer < losses.mean():
        return None
    most = (answer * len(y) - losses[~huge].sum()) / huge.sum()
    return "epsilon", {"most": f"{most:.0f}"}
