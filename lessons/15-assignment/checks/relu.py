"""relu(x), against the engine's ReLU."""

import numpy as np

from sandbox.engine.activations import ReLU


def cases(rng):
    """Arrays of several shapes, and the places where a wrong relu shows."""
    yield "3×4", (rng.normal(0, 2, (3, 4)),)
    yield "x < 0", (-rng.uniform(1, 5, 6),)
    yield "x = 0", (np.zeros((2, 3)),)
    yield "x > 1", (rng.uniform(2, 9, (2, 5)),)
    yield (
        "x ~ ±10¹²",
        (rng.permutation([-1, 1] * 5).reshape(2, 5) * rng.uniform(1e12, 9e12, (2, 5)),),
    )
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
    "unchanged": lambda x: x,
}


def recognise(answered):
    """Another slope below 0 than none, or a ceiling."""
    (x, *_), lowest = next((args, answer) for args, answer in answered if (args[0] < 0).all())
    slope = (lowest / x).mean()
    if all(near(answer, np.where(x > 0, x, slope * x)) for (x,), answer in answered):
        return "leaky", {"slope": f"{slope:.3g}"}
    most = max(answer.max() for _, answer in answered)
    if all(near(answer, np.clip(x, 0, most)) for (x,), answer in answered):
        return "clipped", {"most": f"{most:.6g}"}
    return None


def near(answer, other):
    """The same but for the rounding of float32."""
    return np.allclose(answer, other, rtol=1e-4, atol=1e-6)
