"""relu(x), against the engine's ReLU."""

import numpy as np

from sandbox.engine.activations import ReLU


def cases(rng):
    """Arrays of several shapes, and the places where a wrong relu shows."""
    yield "3×4", (rng.normal(0, 2, (3, 4)),)
    yield "x < 0", (-rng.uniform(1, 5, 6),)
    yield "x = 0", (np.zeros((2, 3)),)
    yield "x > 1", (rng.uniform(2, 9, (2, 5)),)
    yield "2×3×4", (rng.normal(0, 2, (2, 3, 4)),)
    yield "float32", (rng.normal(0, 2, (4, 3)).astype(np.float32),)


def reference(x):
    """max(0, x)."""
    H, _ = ReLU().forward({}, x)
    return H


MISTAKES = {
    "absolute": np.abs,
    "minimum": lambda x: np.minimum(x, 0),
    "slope": lambda x: x > 0,
    "whole_array": lambda x: np.max(x, 0),
    "leaky": lambda x: np.where(x > 0, x, 0.01 * x),
    "clipped": lambda x: np.clip(x, 0, 1),
    "unchanged": lambda x: x,
}
