"""A gradient's cell beside its central difference, or why there is nothing to compare it with."""

from dataclasses import dataclass
from enum import Enum

from sandbox.engine.replay import Measured


class Unchecked(Enum):
    """Why a line's value has no central difference to compare it with."""

    VALUE = "value"
    """A value of the way there: it is no gradient, but may have one."""
    HELPER = "helper"
    """A line of the way back that computes no gradient, such as φ′(z)."""
    UPDATED = "updated"
    """A parameter after the update: its gradient belongs to the next training step."""
    DIRECTION = "direction"
    """What the optimiser makes of a gradient before it goes that way."""
    UNMATCHED = "unmatched"
    """A gradient by its name, but not of the shape of what it is to be the gradient of."""

    APART = "apart"
    """The gradient of a value that no line leads on from, within a learner's whole function."""


@dataclass(frozen=True)
class Comparison:
    """One cell of a gradient, by backpropagation and by central differences."""

    analytic: float
    of: str
    """What was measured, by the symbol of the line that computes it: J, L or s.

    Without a penalty J is L, and only L has a line."""
    by: str
    """The cell that was moved: "W⁽²⁾[0,2]"."""
    measured: Measured

    @property
    def numeric(self) -> float:
        """The central difference."""
        return self.measured.slope

    @property
    def kink(self) -> bool:
        """Whether the two points lie on different sides of a kink: there the two may differ."""
        return self.measured.kink

    @property
    def difference(self) -> float:
        """|analytic − numeric|, relative to the larger of the two (or to 1 where both are 0)."""
        scale = max(abs(self.analytic), abs(self.numeric))
        return abs(self.analytic - self.numeric) / (scale or 1.0)

    @property
    def points(self) -> dict[str, str]:
        """What the words have blanks for: the two measurements, to as many digits as they need."""
        moved = self.measured
        return {
            "of": self.of,
            "by": self.by,
            "step": _digits(moved.step, 3),
            "up": _digits(moved.up, 12),
            "down": _digits(moved.down, 12),
        }


def _digits(value: float, most: int) -> str:
    text = f"{value:.{most}g}".replace("e-0", "e-").replace("e+0", "e+")
    return text.replace("-", "−").replace("inf", "∞")
