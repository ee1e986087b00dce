"""dropout_backward(dY, mask, p), against the engine's Dropout."""

import numpy as np

from sandbox.engine.dropout import Dropout


def cases(rng):
    """p small, large and at both ends."""
    yield "4×5", gradient(rng, 4, 5, rng.uniform(0.1, 0.4))
    yield "20×10", gradient(rng, 20, 10, rng.uniform(0.6, 0.9))
    yield "p = 0.5", gradient(rng, 5, 4, 0.5)
    yield "p = 0", gradient(rng, 3, 4, 0.0)
    yield "p = 1", gradient(rng, 3, 4, 1.0)


def gradient(rng, B, I, p):
    """dY (B, I) and a mask that p may have drawn, with something kept and something dropped."""
    mask = rng.random((B, I)) >= p
    if 0 < p < 1:
        mask.flat[:2] = True, False
    return rng.normal(0, 1, (B, I)), mask, round(float(p), 2)


def reference(dY, mask, p):
    """dX."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return Dropout(p).backward_input((mask,), dY)


@np.errstate(divide="ignore", invalid="ignore")
def divided(dY, mask, p):
    """0 / 0 where p is 1."""
    return dY * mask / (1 - p)


@np.errstate(divide="ignore", invalid="ignore")
def divided_by_p(dY, mask, p):
    """By the wrong probability."""
    return dY * mask / np.float64(p)


def kept(dY, mask, p):
    """The factor on every cell, p = 1 apart."""
    return np.zeros_like(dY) if p == 1 else dY / (1 - p)


MISTAKES = {
    "divides_by_zero": divided,
    "no_scale": lambda dY, mask, p: dY * mask,
    "scaled_by_keep": lambda dY, mask, p: dY * mask * (1 - p),
    "scaled_by_p": divided_by_p,
    "mask_ignored": kept,
    "inverted": lambda dY, mask, p: kept(dY, mask, p) * ~mask,
}


def recognise(answered):
    """Right factors in the wrong cells come of a mask that was drawn anew."""
    between = [(args, answer) for args, answer in answered if 0 < args[2] < 1]
    if all(answer.any() and kept_or_not(*args, answer) for args, answer in between):
        return "new_mask", {}
    return None


def kept_or_not(dY, mask, p, answer):
    """Whether each cell is 0 or has the factor."""
    return ((answer == 0) | np.isclose(answer, kept(dY, mask, p), rtol=1e-5)).all()
