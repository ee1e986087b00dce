"""Unit balls: all points of the plane that have norm 1."""

import numpy as np

from sandbox.engine.norms import lp_norm

AROUND = np.linspace(0, 2 * np.pi, 401)
"""Directions, the axes among them: where p is small, a ball's corners lie there."""

Outline = tuple[tuple[float, ...], tuple[float, ...]]
"""x and y of a shape, back to where it began."""


def ball(p: float, radius: float = 1.0) -> Outline:
    """The outline of the ball {w: ‖w‖p ≤ radius}."""
    directions = np.stack([np.cos(AROUND), np.sin(AROUND)], axis=-1)
    x, y = (radius * directions / lp_norm(directions, p)[:, None]).T.tolist()
    return tuple(x), tuple(y)
