"""mlp_forward(X, params), against the engine's layers."""

import numpy as np

from sandbox.engine.activations import ReLU
from sandbox.engine.layers import Linear
from sandbox.engine.network import Network


def cases(rng):
    """Several shapes; the square one lets transposed weights through, so that they show."""
    yield "4×5", network(rng, 4, 5, 5, 5)
    yield "6×5", network(rng, 6, 5, 3, 2)
    yield "1×2", network(rng, 1, 2, 6, 3)
    yield "7×1", network(rng, 7, 1, 4, 1)


def network(rng, B, I, M, O):
    """Inputs (B, I) and parameters with biases that count."""
    params = {
        "W1": rng.normal(0, 1, (I, M)),
        "b1": rng.normal(0, 1, M),
        "W2": rng.normal(0, 1, (M, O)),
        "b2": rng.normal(0, 1, O),
    }
    return rng.normal(0, 1, (B, I)), params


def reference(X, params):
    """Z, H and O."""
    first = {"W": params["W1"], "b": params["b1"]}
    second = {"W": params["W2"], "b": params["b2"]}
    (I, M), (_, K) = params["W1"].shape, params["W2"].shape
    net = Network((Linear(I, M), ReLU(), Linear(M, K)))
    O, caches = net.forward((first, {}, second), X)
    (Z,), (H, _) = caches[1], caches[2]
    return {"Z": Z, "H": H, "O": O}


def relu(Z):
    """max(0, Z)."""
    return np.maximum(Z, 0)


def passed(Z, phi, W, b, out=lambda O: O):
    """What comes of Z with an activation phi, the weights W and bias b, and out at the end."""
    H = phi(Z)
    return {"Z": Z, "H": H, "O": out(H @ W + b)}


def both(X, params, W1=1, b1=1, W2=1, b2=1, phi=relu, out=lambda O: O):
    """A pass with some of its parameters left out (0), or transposed (−1)."""
    first, second = (
        params[name] if sign > 0 else params[name].T for name, sign in (("W1", W1), ("W2", W2))
    )
    return passed(X @ first + b1 * params["b1"], phi, second, b2 * params["b2"], out)


MISTAKES = {
    "overwritten": lambda X, p: {**both(X, p), "Z": both(X, p)["H"]},
    "no_activation": lambda X, p: both(X, p, phi=lambda Z: Z),
    "activation_at_the_end": lambda X, p: both(X, p, out=relu),
    "softmax_at_the_end": lambda X, p: both(X, p, out=softmax),
    "sigmoid": lambda X, p: both(X, p, phi=lambda Z: 1 / (1 + np.exp(-Z))),
    "no_bias": lambda X, p: both(X, p, b1=0, b2=0),
    "no_first_bias": lambda X, p: both(X, p, b1=0),
    "no_second_bias": lambda X, p: both(X, p, b2=0),
    "transposed": lambda X, p: both(X, p, W1=-1, W2=-1),
    "first_transposed": lambda X, p: both(X, p, W1=-1),
    "second_transposed": lambda X, p: both(X, p, W2=-1),
}


def softmax(O):
    """Each row's probabilities."""
    E = np.exp(O - O.max(axis=1, keepdims=True))
    return E / E.sum(axis=1, keepdims=True)
