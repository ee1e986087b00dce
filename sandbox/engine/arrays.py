"""What the engine's functions take and give."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Params = Mapping[str, Array]
"""One layer's parameters by name: "W" (I, O) or (R, I, O), "b" (1, O) or (R, 1, O)."""

Grads = dict[str, Array]
"""Gradients, named and shaped as the parameters they belong to."""

Setting = float | Array
"""A number, or one number a replica as an array (R, 1, 1)."""


def settings(values: Sequence[float] | Array, dtype: npt.DTypeLike = np.float32) -> Array:
    """A number for each replica as an array (R, 1, 1), in the dtype that the run has.

    A setting in another dtype would widen every array that it meets.
    """
    return np.asarray(values, dtype=dtype).reshape(-1, 1, 1)
