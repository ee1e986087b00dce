"""xavier_init(n_in, n_out, rng): any distribution of mean 0 and the right variance will do."""

import numpy as np

from sandbox.course.exercises import Seed
from sandbox.engine.initialisation import Xavier

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
    W = np.asarray(answer)
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
    if abs(mean) > 5 * std / np.sqrt(W.size):
        return "not_centred", {"mean": f"{mean:.3f}"}
    if near(std, want, W.size):
        return None
    values = {"std": f"{std:.4f}", "wanted": f"{want:.4f}"}
    for id, other in usual(n_in, n_out).items():
        if near(std, other, W.size):
            return id, values
    return "wrong_spread", values


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
