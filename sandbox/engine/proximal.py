"""The proximal step: what an L1 penalty needs to make weights exactly 0."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from sandbox.engine.arrays import Array, Setting


@dataclass(frozen=True)
class SoftThreshold:
    """Moves every weight towards 0 by lr · λ/2 and stops there: the L1 penalty's own step.

    It makes ½(w − v)² + lr · λ/2 · |w| as small as can be, v being where the loss's step has led.
    A subgradient, λ/2 · sign(w), would carry a small weight past 0 and back again for ever.
    """

    decay: Setting

    watched: ClassVar[tuple[str, ...]] = ("shrink",)

    def __post_init__(self) -> None:
        if not np.all(np.asarray(self.decay) >= 0):
            raise ValueError(f"the strength of a penalty is 0 or more, not {self.decay}")

    def shrink(self, v: Array, lr: Setting) -> Array:
        """The weights after the step, of the shape of v."""
        t = lr * self.decay / 2
        w_new = np.maximum(v - t, 0) + np.minimum(v + t, 0)
        return w_new
