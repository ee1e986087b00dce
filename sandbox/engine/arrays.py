"""What the engine's functions take and give."""

from collections.abc import Mapping
from typing import Any

import numpy.typing as npt

Array = npt.NDArray[Any]
Params = Mapping[str, Array]
"""One layer's parameters by name: "W" (I, O) or (R, I, O), "b" (1, O) or (R, 1, O)."""

Grads = dict[str, Array]
"""Gradients, named and shaped as the parameters they belong to."""

Setting = float | Array
"""A number, or one number a replica as an array (R, 1, 1)."""
