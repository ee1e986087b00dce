"""The lecture's MLP written out: no layers, no objects, two weight matrices and their gradients."""

import numpy as np

from sandbox.engine.arrays import Array

Weights = tuple[Array, Array, Array, Array]
"""W1 (I, H), b1 (1, H), W2 (H, K) and b2 (1, K), or their gradients."""


def net(X: Array, weights: Weights) -> tuple[Array, Array, Array]:
    """Z, H (B, H) and the logits O (B, K) for X (B, I)."""
    W1, b1, W2, b2 = weights
    Z = X @ W1 + b1
    H = np.maximum(Z, 0)
    O = H @ W2 + b2
    return Z, H, O


def gradients(X: Array, y: Array, weights: Weights) -> Weights:
    """Of the mean cross-entropy for y (B, 1), by the chain rule."""
    W1, b1, W2, b2 = weights
    Z, H, O = net(X, weights)
    E = np.exp(O - O.max(axis=-1, keepdims=True))
    P = E / E.sum(axis=-1, keepdims=True)
    Y = y == np.arange(O.shape[-1])
    dO = (P - Y) / len(y)
    dW2 = H.T @ dO
    db2 = dO.sum(axis=0, keepdims=True)
    dZ = (dO @ W2.T) * (Z > 0)
    dW1 = X.T @ dZ
    db1 = dZ.sum(axis=0, keepdims=True)
    return dW1, db1, dW2, db2


def sgd(weights: Weights, grads: Weights, lr: float) -> Weights:
    """Every weight one step downhill."""
    pairs = zip(weights, grads, strict=True)
    W1, b1, W2, b2 = (w - lr * g for w, g in pairs)
    return W1, b1, W2, b2
