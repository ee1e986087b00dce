"""mlp_backward(X, y, params, cache, decay), against the engine's layers, loss and penalty."""

import numpy as np

from sandbox.engine.activations import ReLU
from sandbox.engine.layers import Linear
from sandbox.engine.losses import SoftmaxCrossEntropy
from sandbox.engine.network import Network
from sandbox.engine.penalties import L2

ALL = ("W1", "b1", "W2", "b2")


def cases(rng):
    """Square matrices, which hide a transpose, and others; with and without λ; one example."""
    yield "4×5", passed(rng, 4, 5, 5, 5, rng.uniform(0.1, 0.5))
    yield "6×4", passed(rng, 6, 4, 5, 3, rng.uniform(0.5, 2))
    yield "B = 1", passed(rng, 1, 3, 4, 2, rng.uniform(0.1, 0.5))
    yield "λ = 0", passed(rng, 5, 2, 6, 4, 0.0)
    yield "Z = 0", passed(rng, 4, 3, 5, 2, rng.uniform(0.1, 0.5), blank=2)


def passed(rng, B, I, M, K, decay, blank=0):
    """A batch, parameters, and what the forward pass of exercise 4 has kept.

    The first examples may be blank: with biases of 0 their Z is exactly 0.
    """
    params = {
        "W1": rng.normal(0, 1, (I, M)),
        "b1": rng.normal(0, 1, M),
        "W2": rng.normal(0, 1, (M, K)),
        "b2": rng.normal(0, 1, K),
    }
    X, y = rng.normal(0, 1, (B, I)), rng.integers(0, K, B)
    if blank:
        X[:blank], params["b1"] = 0.0, np.zeros(M)
    net, first, second = network(params)
    O, caches = net.forward((first, {}, second), X)
    if B == 1:
        # Of an example that is known for certain nothing is left but rounding.
        y = O.argmin(axis=1)
    return X, y, params, {"Z": caches[1][0], "H": caches[2][0], "O": O}, decay


def network(params):
    """The engine's layers for parameters, and these as it has them."""
    (I, M), (_, K) = params["W1"].shape, params["W2"].shape
    first = {"W": params["W1"], "b": params["b1"]}
    second = {"W": params["W2"], "b": params["b2"]}
    return Network((Linear(I, M), ReLU(), Linear(M, K))), first, second


def reference(X, y, params, cache, decay):
    """The gradient of each parameter."""
    net, first, second = network(params)
    O, caches = net.forward((first, {}, second), X)
    loss, penalty = SoftmaxCrossEntropy(), L2(decay)
    one = np.ones((1, 1))
    _, kept = loss.forward(O, y[:, None])
    grads = dict(net.backward(caches, loss.backward(kept, one)))
    return {
        "W1": penalty.backward(params["W1"], grads[0]["W"], one),
        "b1": grads[0]["b"][0],
        "W2": penalty.backward(params["W2"], grads[2]["W"], one),
        "b2": grads[2]["b"][0],
    }


def with_biases(grads, params, decay):
    """The gradients with λ on the biases, too."""
    return grads | {name: grads[name] + decay * params[name] for name in ("b1", "b2")}


def times(grads, factor):
    """All of them, each times a factor."""
    return {name: factor * grad for name, grad in grads.items()}


def backwards(X, params, cache, dO, decay, slope=None):
    """The pass from dO on, with another slope of the activation if one is given."""
    slope = cache["Z"] > 0 if slope is None else slope
    dZ = dO @ params["W2"].T * slope
    return {
        "W1": X.T @ dZ + decay * params["W1"],
        "b1": dZ.sum(axis=0),
        "W2": cache["H"].T @ dO + decay * params["W2"],
        "b2": dO.sum(axis=0),
    }


def errors(y, cache):
    """Probabilities, the truth, and their difference over B."""
    E = np.exp(cache["O"] - cache["O"].max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    Y = y[:, None] == np.arange(P.shape[1])
    return P, Y, (P - Y) / len(y)


def summed(X, y, params, cache, decay):
    """Not divided by B, but for the penalty."""
    P, Y, _ = errors(y, cache)
    return backwards(X, params, cache, P - Y, decay)


def all_averaged(X, y, params, cache, decay):
    """The penalty divided by B as well."""
    return reference(X, y, params, cache, decay / len(y))


def without_truth(X, y, params, cache, decay):
    """dO = P / B."""
    P, _, _ = errors(y, cache)
    return backwards(X, params, cache, P / len(y), decay)


def without_slope(X, y, params, cache, decay):
    """∂J/∂z taken as ∂J/∂h."""
    _, _, dO = errors(y, cache)
    return backwards(X, params, cache, dO, decay, slope=1)


def slope_at_zero(slope):
    """Another slope than 0 where Z is exactly 0."""

    def answer(X, y, params, cache, decay):
        Z = cache["Z"]
        _, _, dO = errors(y, cache)
        return backwards(X, params, cache, dO, decay, np.where(Z == 0, slope, Z > 0))

    return answer


def from_z(X, y, params, cache, decay):
    """The second layer's weights from Z, which is not what came into it."""
    _, _, dO = errors(y, cache)
    grads = reference(X, y, params, cache, decay)
    return grads | {"W2": cache["Z"].T @ dO + decay * params["W2"]}


def averaged_twice(names, decayed=False):
    """Divided by B once more, with the λ term or without."""

    def answer(X, y, params, cache, decay):
        grads = reference(X, y, params, cache, decay)
        loss = reference(X, y, params, cache, 0.0)
        parts = grads if decayed else loss
        return grads | {name: grads[name] - parts[name] * (1 - 1 / len(y)) for name in names}

    return answer


def rows_left(names):
    """The biases' gradients with a row for each example."""

    def answer(X, y, params, cache, decay):
        _, _, dO = errors(y, cache)
        rows = {"b1": dO @ params["W2"].T * (cache["Z"] > 0), "b2": dO}
        return reference(X, y, params, cache, decay) | {name: rows[name] for name in names}

    return answer


def value_for_slope(X, y, params, cache, decay):
    """Times h rather than times its slope."""
    _, _, dO = errors(y, cache)
    return backwards(X, params, cache, dO, decay, slope=cache["H"])


def transposed(X, y, params, cache, decay):
    """Back through W⁽²⁾ as it stands, which square matrices allow."""
    _, _, dO = errors(y, cache)
    turned = params | {"W2": params["W2"].T}
    return backwards(X, turned, cache, dO, 0) | {
        "W2": cache["H"].T @ dO + decay * params["W2"],
        "W1": X.T @ (dO @ params["W2"] * (cache["Z"] > 0)) + decay * params["W1"],
    }


def mean_biases(X, y, params, cache, decay):
    """The biases' gradients averaged over a batch that was averaged already."""
    grads = reference(X, y, params, cache, decay)
    return grads | {name: grads[name] / len(y) for name in ("b1", "b2")}


def extra(X, y, params, cache, decay, factor):
    """With another multiple of the weights than λ."""
    grads = reference(X, y, params, cache, 0.0)
    return grads | {name: grads[name] + factor * params[name] for name in ("W1", "W2")}


def second_alone(X, y, params, cache, decay):
    """The λ term of W⁽²⁾ only."""
    grads = reference(X, y, params, cache, 0.0)
    return grads | {"W2": grads["W2"] + decay * params["W2"]}


MISTAKES = {
    "batch_mean": summed,
    "all_averaged": all_averaged,
    "no_decay": lambda X, y, p, c, decay: reference(X, y, p, c, 0.0),
    "second_alone": second_alone,
    "weights_without_decay": lambda X, y, p, c, decay: extra(X, y, p, c, decay, 1),
    "two_decays": lambda X, y, p, c, decay: extra(X, y, p, c, decay, 2 * decay),
    "biases_decayed": lambda X, y, p, c, decay: with_biases(reference(X, y, p, c, decay), p, decay),
    "no_slope": without_slope,
    "value_for_slope": value_for_slope,
    "no_truth": without_truth,
    "transposed": transposed,
    "from_z": from_z,
    "averaged_twice": (
        averaged_twice(ALL),
        averaged_twice(ALL, decayed=True),
        averaged_twice(("W1", "W2")),
        averaged_twice(("W1", "W2"), decayed=True),
    ),
    "mean_biases": mean_biases,
    "rows_not_added": (rows_left(("b1", "b2")), rows_left(("b1",)), rows_left(("b2",))),
    "slope_at_zero": slope_at_zero(1),
    "half_at_zero": slope_at_zero(0.5),
    "sign": lambda X, y, p, c, decay: times(reference(X, y, p, c, decay), -1),
}
