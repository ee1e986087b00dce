"""A piece of the plane, and the points on it."""

from dataclasses import dataclass

from sandbox.engine.arrays import Array
from sandbox.labs.pictures.base import Picture, Saying


@dataclass(frozen=True, kw_only=True)
class Field(Picture):
    """A value in −1 … 1 over a piece of the plane (H, W), row 0 on top, and points on it.

    Below 0 is class 0's side, above it class 1's.
    """

    values: Array
    x_limits: tuple[float, float]
    y_limits: tuple[float, float]
    points: Array
    """(N, 2), x and y."""
    labels: Array
    """(N, 1), 0 or 1."""
    axes: tuple[str, str] = ("", "")
    """The symbols of x and y, where they have any: "h₁", "h₂"."""

    def describe(self) -> Saying:
        """How many points there are, and the share of the plane that is class 1's."""
        share = float((self.values > 0).mean())
        return Saying("field", {"name": self.name, "points": len(self.points), "share": share})
