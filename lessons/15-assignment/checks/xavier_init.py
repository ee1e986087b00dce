"""xavier_init(n_in, n_out, rng): any distribution of mean 0 and the right variance will do."""

import numpy as np

from sandbox.engine.initialisation import Xavier
from sandbox.exercises import Seed
from sandbox.exercises.comparison import type_name

UNEXPLAINED = ("wrong_spread",)

ENOUGH = 1000
"""Weights from which a spread can be told."""

_drawn = []
"""Each check's weights so far, with the state of the generator that they were drawn with."""


def cases(rng):
    """Wide and tall matrices, many weights and few, and one seed twice."""
    _drawn.clear()
    first, second = (int(seed) for seed in rng.choice(10_000, 2, replace=False))
    yield "200×60", (200, 60, Seed(first))
    yield "60×200", (60, 200, Seed(second))
    yield "400×300", (400, 300, Seed(first))
    yield "rng 1", (200, 60, Seed(first))
    yield "rng 2", (200, 60, Seed(second))
    yield "3×5", (3, 5, Seed(first))


def judge(args, answer):
    """Shape, mean and spread, and whether rng was what it was drawn with."""
    n_in, n_out, rng = args
    if not isinstance(answer, np.ndarray):
        return "type", {"type": type_name(answer), "wanted": "array"}
    W = answer
    if W.shape != (n_in, n_out):
        if W.shape == (n_out, n_in):
            return "transposed", {"n_in": n_in, "n_out": n_out}
        return "shape", {"shape": str(W.shape), "wanted": str((n_in, n_out))}
    if W.dtype.kind != "f" or not np.isfinite(W).all():
        return "no_numbers", {}
    if W.size >= ENOUGH:
        wrong = spread(n_in, n_out, W)
        if wrong is not None:
            return wrong
    return repeated(W, rng)


def spread(n_in, n_out, W):
    """What is wrong with the mean or the standard deviation."""
    mean, std, want = W.mean(), W.std(), right_std(n_in, n_out)
    if np.ptp(W) == 0:
        return "constant", {}
    if np.ptp(W, axis=1).max() == 0:
        return "units_alike", {}
    if np.ptp(W, axis=0).max() == 0:
        return "inputs_alike", {}
    if abs(mean) > 5 * std / np.sqrt(W.size):
        return "no_negatives" if W.min() >= 0 else "not_centred", {"mean": f"{mean:.3f}"}
    if near(std, want, W.size):
        return None
    return "wrong_spread", {"std": f"{std:.4f}", "wanted": f"{want:.4f}"}


def recognise(answered):
    """A usual mistake whose spread all that are large have; of the first input its numbers."""
    large = [(args[:2], W) for args, W in answered if W.size >= ENOUGH]
    if any(W.std() == 0 or abs(W.mean()) > 5 * W.std() / np.sqrt(W.size) for _, W in large):
        return None
    (sizes, first), *_ = large
    values = {"std": f"{first.std():.4f}", "wanted": f"{right_std(*sizes):.4f}"}
    for id in usual(*sizes):
        if all(near(W.std(), usual(*both)[id], W.size) for both, W in large):
            return id, values
    return None


def right_std(n_in, n_out):
    """That of the engine's weights."""
    many = Xavier().draw(np.random.default_rng(0), n_in, n_out)
    exact = np.sqrt(2 / (n_in + n_out))
    assert near(many.std(), exact, many.size)
    return exact


def usual(n_in, n_out):
    """The standard deviations that usual mistakes come to."""
    n = n_in + n_out
    return {
        "variance_for_std": 2 / n,
        "no_two": np.sqrt(1 / n),
        "he": np.sqrt(2 / n_in),
        "fan_in": np.sqrt(1 / n_in),
        "fan_out": np.sqrt(1 / n_out),
        "std_for_limit": np.sqrt(2 / n / 3),
        "limit_for_std": np.sqrt(6 / n),
        "precedence": np.sqrt(2 / n_in + n_out),
        "fixed": 0.01,
        "standard": 1.0,
    }


def near(std, want, size):
    """Within what chance allows a sample of that size."""
    return abs(std / want - 1) < 5 / np.sqrt(2 * size)


def repeated(W, rng):
    """Whether one generator gave two matrices, or two gave the same one."""
    state = rng.bit_generator.state["state"]
    before, _drawn[len(_drawn) :] = list(_drawn), [(state, W)]
    for other, drawn in before:
        if drawn.shape == W.shape:
            same = (drawn == W).all()
            if same and other != state:
                return "same_every_time", {}
            if not same and other == state:
                return "ignores_rng", {}
    return None
