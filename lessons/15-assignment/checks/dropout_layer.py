"""dropout_layer(X, p, rng): any way of drawing is right whose mask and values are as they must be.

The engine's `Dropout` gives the values that belong to a mask.
"""

import numpy as np

from sandbox.course.exercises import Seed
from sandbox.engine.dropout import Dropout

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
    Y, mask = (np.asarray(part) for part in answer)
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
    for id, factor in (("no_scale", 1), ("scaled_by_keep", 1 - p), ("scaled_by_p", 1 / p)):
        if close(Y, X * mask * factor):
            if id == "scaled_by_p" and abs(mask.mean() - p) < abs(mask.mean() - (1 - p)):
                return "p_is_kept", {"kept": percent(mask)}
            return id, {}
    return "other_values", {}


def chances(p, mask, rng):
    """What is wrong with the mask as a random one."""
    share, chance = mask.mean(), 5 * np.sqrt(p * (1 - p) / mask.size)
    if 0 < p < 1 and ((mask == mask[0]).all() or (mask == mask[:, :1]).all()):
        return "alike", {}
    if abs(share - (1 - p)) > chance:
        if abs(share - p) <= chance:
            return "swapped", {"kept": percent(mask), "p": p}
        return "wrong_share", {"kept": percent(mask), "p": p}
    return repeated(p, mask, rng)


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
