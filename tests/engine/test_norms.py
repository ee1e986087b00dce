"""Lp norms: NumPy's own where it has them, and safe at both ends."""

import numpy as np
import pytest

from sandbox.engine.penalties import lp_norm
from tests.engine.arrays import normal


@pytest.mark.parametrize("p", [0.5, 1, 1.7, 2, 3, 50])
def test_it_is_numpys_norm(p: float) -> None:
    x = normal(0, 5, 3)
    np.testing.assert_allclose(lp_norm(x, p), np.linalg.norm(x, p, axis=-1), rtol=1e-12)


def test_large_p_comes_to_the_largest_entry_without_overflow() -> None:
    x = np.array([1e-200, -3e200, 2e200])
    assert lp_norm(x, 1e4) == pytest.approx(3e200, rel=1e-12)
    assert lp_norm(x * 1e-300, 400) == pytest.approx(3e-100, rel=1e-12)


def test_of_zeros_it_is_zero() -> None:
    np.testing.assert_array_equal(lp_norm(np.zeros((2, 3)), 0.5), [0, 0])


def test_p_must_be_above_zero() -> None:
    with pytest.raises(ValueError, match="p > 0, not 0"):
        lp_norm(np.ones(2), 0)
