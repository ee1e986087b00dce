"""The lecture's two regression problems: many weak inputs, and a cubic polynomial."""

import numpy as np
from numpy.typing import NDArray

from sandbox.engine.randomness import generator

Floats = NDArray[np.float64]

TRUE_WEIGHT = 0.01
TRUE_BIAS = 0.05
LINEAR_NOISE = 0.01
POLYNOMIAL = (5.0, 1.2, -3.4 / 2, 5.6 / 6)
"""Coefficients of x⁰, x¹, x², x³ in y = 5 + 1.2x − 3.4x²/2! + 5.6x³/3!."""
POLYNOMIAL_NOISE = 0.1


def linear_data(inputs: int, n: int, seed: int, purpose: str) -> tuple[Floats, Floats]:
    """X (n, inputs) ~ N(0, 1) and y (n, 1) = .05 + Σ .01·xᵢ + N(0, .01²).

    `purpose` ("train", "test") tells draws of one seed apart. Raises ValueError if a count is < 1.
    """
    if inputs < 1 or n < 1:
        raise ValueError(f"linear data need inputs ≥ 1 and n ≥ 1, not {inputs} and {n}")
    rng = generator(seed, f"linear-data.{purpose}")
    X = rng.standard_normal((n, inputs))
    noise = LINEAR_NOISE * rng.standard_normal((n, 1))
    return X, TRUE_BIAS + TRUE_WEIGHT * X.sum(axis=1, keepdims=True) + noise


def polynomial_data(n: int, seed: int, purpose: str) -> tuple[Floats, Floats]:
    """x (n, 1) ~ N(0, 1) and y (n, 1) = 5 + 1.2x − 3.4x²/2! + 5.6x³/3! + N(0, .1²).

    `purpose` ("train", "test") tells draws of one seed apart. Raises ValueError if n < 1.
    """
    if n < 1:
        raise ValueError(f"polynomial data need n ≥ 1, not {n}")
    rng = generator(seed, f"polynomial-data.{purpose}")
    x = rng.standard_normal((n, 1))
    noise = POLYNOMIAL_NOISE * rng.standard_normal((n, 1))
    return x, np.polynomial.polynomial.polyval(x, POLYNOMIAL) + noise
