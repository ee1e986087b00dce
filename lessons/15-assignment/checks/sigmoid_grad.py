"""sigmoid_grad(x), against the engine's Sigmoid."""

import numpy as np

from sandbox.engine.activations import Sigmoid


def cases(rng):
    """Where the slope is steep, where it is flat, and where exp overflows."""
    yield "3×4", (rng.normal(0, 2, (3, 4)),)
    yield "x = 0", (np.zeros(3),)
    yield "x > 0", (rng.uniform(0.5, 4, (2, 3)),)
    yield "x = ±1000", (np.array([-1000.0, 1000.0]),)
    yield "float32", (rng.normal(0, 2, 5).astype(np.float32),)


@np.errstate(over="ignore")  # exp(1000) is infinite, and 1 / (1 + inf) the right 0
def reference(x):
    """σ(x)(1 − σ(x))."""
    _, cache = Sigmoid().forward({}, x)
    return Sigmoid().backward_input(cache, np.ones_like(x))


@np.errstate(over="ignore")
def sigmoid(x):
    """The value, not the slope."""
    return 1 / (1 + np.exp(-x))


@np.errstate(over="ignore", invalid="ignore")
def quotient(x):
    """As differentiated on paper: inf / inf far out on the left."""
    e = np.exp(-x)
    return e / (1 + e) ** 2


@np.errstate(over="ignore", invalid="ignore")
def mirrored(x):
    """The same with exp(x): inf / inf far out on the right."""
    return quotient(-x)


MISTAKES = {
    "value": sigmoid,
    "not_of_s": lambda x: x * (1 - x),
    "half_of_x": (lambda x: sigmoid(x) * (1 - x), lambda x: x * (1 - sigmoid(x))),
    "twice": lambda x: reference(sigmoid(x)),
    "overflow": quotient,
    "overflow_right": mirrored,
    "tanh": lambda x: 1 - np.tanh(x) ** 2,
}
