"""dropout_layer(X, p, rng): any way of drawing is right whose mask and values are as they must be.

The engine's `Dropout` gives the values that belong to a mask.
"""

import numpy as np

from sandbox.engine.dropout import Dropout
from sandbox.exercises import Seed
from sandbox.exercises.comparison import type_name

UNEXPLAINED = ("other_values",)

MANY = 100_000
"""Cells of the last mask, when all the others are known."""

_drawn = []
"""Each check's masks so far, with the state of the generator that they were drawn with."""


def cases(rng):
    """Few cells and many, small p and large, the two ends, and one seed twice."""
    _drawn.clear()
    first, second = (int(seed) for seed in rng.choice(10_000, 2, replace=False))
    X = rng.normal(0, 2, (40, 25))
    yield "40×25", (X, p_between(rng, 0.1, 0.3), Seed(first))
    yield "100×20", (rng.normal(0, 2, (100, 20)), p_between(rng, 0.7, 0.9), Seed(second))
    yield "p = 0.5", (X, 0.5, Seed(first))
    yield "rng 1", (X, 0.5, Seed(first))
    yield "rng 2", (X, 0.5, Seed(second))
    yield "p = 0", (X, 0.0, Seed(first))
    yield "p = 1", (X, 1.0, Seed(first))
    yield "float32", (X.astype(np.float32), 0.25, Seed(first))
    # So many that a p that is off by a hundredth shows.
    yield "400×600", (rng.normal(0, 2, (400, 600)), p_between(rng, 0.2, 0.8), Seed(second))


def p_between(rng, low, high):
    """A probability of two places."""
    return round(float(rng.uniform(low, high)), 2)


def kept_values(X, mask, p):
    """Y of that mask."""
    with np.errstate(divide="ignore", invalid="ignore"):
        # Draws that the layer makes into this very mask.
        Y, _ = Dropout(p).forward({"U": np.where(mask, 1.0, -1.0)}, X)
    return Y


def judge(args, answer):
    """The mask as a random one, Y as that of the mask, and both as p and rng have them."""
    X, p, rng = args
    if not isinstance(answer, tuple | list) or len(answer) != 2:
        return "not_two", {}
    for part in answer:
        if not isinstance(part, np.ndarray):
            return "type", {"type": type_name(part), "wanted": "array"}
    Y, mask = answer
    if Y.shape != X.shape or mask.shape != X.shape:
        return "shapes", {"shapes": f"{Y.shape}, {mask.shape}", "wanted": str(X.shape)}
    if not np.isfinite(Y).all():
        return "divides_by_zero", {"p": p}
    if not np.isin(mask, (0, 1)).all():
        return "no_mask", {}
    return values(X, p, Y, mask == 1) or chances(p, mask == 1, rng)


def values(X, p, Y, mask):
    """What is wrong with Y, given its mask."""
    if close(Y, kept_values(X, mask, p)):
        return None
    kept = Y != 0
    if (kept == ~mask).all():
        return "mask_inverted", {}
    if (kept != mask).any():
        return "other_mask", {}
    return "other_values", {}


FACTORS = {
    "no_scale": lambda p: 1,
    "scaled_by_keep": lambda p: 1 - p,
    "scaled_by_p": lambda p: 1 / p,
}


def recognise(answered):
    """The factor that all answers have; and whether all masks keep what they should drop."""
    between = [(X, p, *answer) for (X, p, _), answer in answered if 0 < p < 1]
    for id, factor in FACTORS.items():
        if all(close(Y, X * mask * factor(p)) for X, p, Y, mask in between):
            X, p, Y, mask = between[0]
            if id == "scaled_by_p" and all(is_share(mask, p) for _, p, _, mask in between):
                return "p_is_kept", {"kept": percent(mask)}
            return id, {}
    return None


def is_share(mask, share):
    """Whether chance explains that as much is kept."""
    return abs(mask.mean() - share) <= 5 * np.sqrt(share * (1 - share) / mask.size)


def chances(p, mask, rng):
    """What is wrong with the mask as a random one."""
    if 0 < p < 1 and ((mask == mask[0]).all() or (mask == mask[:, :1]).all()):
        return "alike", {}
    if not is_share(mask, 1 - p):
        if is_share(mask, p):
            return "swapped", {"kept": percent(mask), "p": p}
        return "wrong_share", {"kept": percent(mask), "p": p}
    if 0 < p < 1 and mask.size > MANY and too_even(p, mask):
        return "exact_share", {}
    return repeated(p, mask, rng)


def too_even(p, mask):
    """Whether rows, columns or all masks so far have more nearly their share than chance gives."""
    if any(spread(p, way) < 0.6 for way in (mask, mask.T)):
        return True
    kept = [(1 - p) * mask.size - mask.sum()]
    kept += [(1 - q) * other.size - other.sum() for _, q, other in _drawn if 0 < q < 1]
    return all(abs(off) < 1 for off in kept)


def spread(p, mask):
    """The variance of how many each row keeps, over that of chance: 1 but for √(2 / rows)."""
    rows, columns = mask.shape
    return ((mask.sum(axis=1) - (1 - p) * columns) ** 2).sum() / (rows * columns * p * (1 - p))


def percent(mask):
    """How much of it is kept."""
    return f"{100 * mask.mean():.0f} %"


def repeated(p, mask, rng):
    """Whether one generator gave two masks, or two gave the same one."""
    state = rng.bit_generator.state["state"]
    before, _drawn[len(_drawn) :] = list(_drawn), [(state, p, mask)]
    for other, other_p, drawn in before:
        if other_p == p and drawn.shape == mask.shape and 0 < p < 1:
            same = (drawn == mask).all()
            if same and other != state:
                return "same_every_time", {}
            if not same and other == state:
                return "ignores_rng", {}
    return None


def close(a, b):
    """Equal but for rounding, that of float32."""
    return np.allclose(a, b, rtol=1e-5, atol=1e-6)
