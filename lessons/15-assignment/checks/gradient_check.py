"""gradient_check(f, w, h), against the engine's central differences."""

import numpy as np

from sandbox.course.exercises import Function
from sandbox.engine.gradcheck import central_difference

TOLERANCE = 1e-5
"""Another small h than 1e-5 is right, too, and has another rounding error."""

H = 1e-5


def cases(rng):
    """Functions whose slopes and bends show each way of going wrong."""
    a = rng.uniform(1, 3, 4)
    yield "Σ a·w²", (Function("lambda w: (a * w * w).sum()", a=a), rng.uniform(1, 2, 4))
    yield "Σ |w|", (Function("lambda w: np.abs(w).sum()"), np.zeros(3))
    A = rng.normal(0, 1, (2, 3))
    yield "Σ A·sin(w)", (Function("lambda w: (A * np.sin(w)).sum()", A=A), rng.normal(0, 1, (2, 3)))
    yield "w₀·w₁, h = 0.1", (Function("lambda w: w[0] * w[1]"), rng.uniform(1, 3, 2), 0.1)
    yield "Σ w³, h = 0.1", (Function("lambda w: (w**3).sum()"), rng.uniform(1, 2, (2, 2)), 0.1)


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
    "h_ignored": lambda f, w, h=H: reference(f, w),
    "left_moved": left_moved,
}


def recognise(args, answer):
    """A step of another size than h: what it does shows on parabolas, and on all else."""
    f, w, *_ = args
    right = reference(*args)
    if np.allclose(right, reference(f, w, 0.1)):
        # Of a parabola a central difference is right for every h, but for rounding.
        lost = not answer.any() or np.allclose(answer, right, rtol=0.5)
        return ("step_too_small", {}) if lost else None
    return ("step_too_large", {}) if np.allclose(answer, right, rtol=0.05, atol=0.05) else None
