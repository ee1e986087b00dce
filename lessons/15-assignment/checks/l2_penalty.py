"""l2_penalty(params, decay), against the engine's L2."""

import numpy as np

from sandbox.engine.penalties import L2


def cases(rng):
    """Networks of one, two and three layers; λ large, small and 0."""
    yield "3-4-2", (parameters(rng, 3, 4, 2), rng.uniform(0.05, 0.5))
    yield "5-2", (parameters(rng, 5, 2), rng.uniform(1, 3))
    yield "2-3-3-1", (parameters(rng, 2, 3, 3, 1), rng.uniform(0.05, 0.5))
    yield "λ = 0", (parameters(rng, 3, 4, 2), 0.0)


def parameters(rng, *sizes):
    """W1, b1, W2, b2 … of a network, with biases that count."""
    params = {}
    for layer in range(1, len(sizes)):
        params[f"W{layer}"] = rng.normal(0, 1, (sizes[layer - 1], sizes[layer]))
        params[f"b{layer}"] = rng.normal(0, 1, sizes[layer])
    return params


def reference(params, decay):
    """λ/2 Σ‖W‖²."""
    penalty = L2(decay)
    return penalty.total([penalty.size(W) for W in weights(params)]).item()


def weights(params):
    """The weight matrices alone."""
    return [W for name, W in params.items() if name.startswith("W")]


def squares(arrays):
    """The sum of all squares."""
    return sum((a * a).sum() for a in arrays)


MISTAKES = {
    "no_half": lambda p, decay: decay * squares(weights(p)),
    "biases": lambda p, decay: decay / 2 * squares(p.values()),
    "not_squared": lambda p, decay: decay / 2 * sum(np.sqrt((W * W).sum()) for W in weights(p)),
    "mean": lambda p, decay: decay / 2 * sum((W * W).mean() for W in weights(p)),
    "first_alone": lambda p, decay: decay / 2 * squares([p["W1"]]),
    "last_alone": lambda p, decay: decay / 2 * squares(weights(p)[-1:]),
    "two_layers": lambda p, decay: decay / 2 * squares([p["W1"], p["W2"]]),
    "absolute": lambda p, decay: decay / 2 * sum(np.abs(W).sum() for W in weights(p)),
    "no_decay": lambda p, decay: squares(weights(p)) / 2,
}
