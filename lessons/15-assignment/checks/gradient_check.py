"""gradient_check(f, w, h), against the engine's central differences."""

import numpy as np

from sandbox.engine.gradient_check import central_difference
from sandbox.exercises import Function

TOLERANCE = 1e-5
"""Two ways of adding h have not the same rounding error."""

H = 1e-5


def cases(rng):
    """Functions whose slopes and bends show each way of going wrong."""
    a = rng.uniform(1, 3, 4)
    yield "Σ a·w²", (Function("lambda w: (a * w * w).sum()", a=a), rng.uniform(1, 2, 4), H)
    yield "Σ |w|", (Function("lambda w: np.abs(w).sum()"), np.zeros(3), H)
    A = rng.normal(0, 1, (2, 3))
    yield (
        "Σ A·sin(w)",
        (Function("lambda w: (A * np.sin(w)).sum()", A=A), rng.normal(0, 1, (2, 3)), H),
    )
    yield "w₀·w₁, h = 0.1", (Function("lambda w: w[0] * w[1]"), rng.uniform(1, 3, 2), 0.1)
    yield "Σ w³, h = 0.1", (Function("lambda w: (w**3).sum()"), rng.uniform(1, 2, (2, 2)), 0.1)
    yield "Σ w⁵, h = 0.2", (Function("lambda w: (w**5).sum()"), rng.uniform(1, 2, (2, 3)), 0.2)


def differences(f, w, at):
    """at(J, params, cell) for every cell of w, as the engine has functions and parameters."""

    def J(params):
        return float(f(params[0]["w"]))

    grad = np.zeros(w.shape)
    for cell in np.ndindex(w.shape):
        grad[cell] = at(J, ({"w": w},), (0, "w", cell))
    return grad


def reference(f, w, h=H):
    """(f(w + h) − f(w − h)) / 2h, cell by cell."""
    return differences(f, w, lambda J, params, cell: central_difference(J, params, cell, h))


def nudged(f, w, cell, by):
    """f with one cell moved."""
    moved = w.copy()
    moved[cell] += by
    return f(moved)


def forward(f, w, h=H):
    """(f(w + h) − f(w)) / h."""
    return each(w, lambda cell: (nudged(f, w, cell, h) - f(w)) / h)


def backward(f, w, h=H):
    """(f(w) − f(w − h)) / h."""
    return each(w, lambda cell: (f(w) - nudged(f, w, cell, -h)) / h)


def all_at_once(f, w, h=H):
    """Every cell moved together: one slope for all."""
    return np.full(w.shape, (f(w + h) - f(w - h)) / (2 * h))


def fourth_order(f, w, h=H):
    """Four points rather than two."""
    return (4 * reference(f, w, h) - reference(f, w, 2 * h)) / 3


def rows_alone(f, w, h=H):
    """A whole row moved together, as w[i] is of a matrix."""
    grad = np.zeros(w.shape)
    for row in range(len(w)):
        grad[row] = (nudged(f, w, row, h) - nudged(f, w, row, -h)) / (2 * h)
    return grad


def each(w, slope):
    """slope(cell) in every cell."""
    grad = np.zeros(w.shape)
    for cell in np.ndindex(w.shape):
        grad[cell] = slope(cell)
    return grad


def left_moved(f, w, h=H):
    """Cells that were moved back by h too far, or not moved back, while the others are tried."""
    moved, grad = w.copy(), np.zeros(w.shape)
    for cell in np.ndindex(w.shape):
        moved[cell] += h
        above = f(moved)
        moved[cell] -= 2 * h
        grad[cell] = (above - f(moved)) / (2 * h)
    return grad


MISTAKES = {
    "forward": forward,
    "backward": backward,
    "not_halved": lambda f, w, h=H: 2 * reference(f, w, h),
    "not_divided": lambda f, w, h=H: 2 * h * reference(f, w, h),
    "precedence": lambda f, w, h=H: h * h * reference(f, w, h),
    "all_at_once": all_at_once,
    "rows_alone": rows_alone,
    "fourth_order": fourth_order,
    "h_ignored": lambda f, w, h=H: reference(f, w),
    "left_moved": left_moved,
}


STEPS = [digits * 10.0**-power for power in range(1, 5) for digits in (5, 3, 2, 1)]
"""Large enough for the bend of a curve to be noticed."""


def recognise(answered):
    """One step for all inputs, whatever h is, that is too large; or one that leaves rounding."""
    for step in STEPS:
        if all(near(answer, reference(f, w, step)) for (f, w, _), answer in answered):
            return "step_too_large", {"step": f"{step:g}"}
    if all(drowned(answer, reference(f, w)) for (f, w, _), answer in answered):
        return "step_too_small", {}
    return None


def near(answer, other):
    """The same but for rounding."""
    return np.allclose(answer, other, rtol=TOLERANCE, atol=TOLERANCE)


def drowned(answer, slope):
    """Whether an answer is the slope, roughly, or nothing."""
    return not answer.any() or np.allclose(answer, slope, rtol=0.5, atol=0.05)
