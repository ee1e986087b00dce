"""Lines over an axis, and shapes in the plane."""

from dataclasses import dataclass

from sandbox.labs.pictures.base import Picture, Saying


@dataclass(frozen=True)
class Line:
    """One curve: x and y of equal length; y may be NaN or infinite where a run diverged."""

    name: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    dots: bool = False
    """Points on their own, with no line through them."""

    def __post_init__(self) -> None:
        if len(self.x) != len(self.y):
            raise ValueError(f"the curve {self.name} has {len(self.x)} x but {len(self.y)} y")


@dataclass(frozen=True, kw_only=True)
class Curves(Picture):
    """Lines over a common x axis. A limit of None is left to the data."""

    lines: tuple[Line, ...]
    x_name: str
    log_y: bool = False
    x_limits: tuple[float, float] | None = None
    y_limits: tuple[float, float] | None = None
    cursor: float | None = None
    """An x to mark."""
    square: bool = False
    """Whether one unit is as long on both axes, for shapes in the plane; x then need not grow."""

    def describe(self) -> Saying:
        """Each line's last value."""
        last = {line.name: line.y[-1] for line in self.lines if line.y}
        at = max((line.x[-1] for line in self.lines if line.x), default=None)
        return Saying("curves", {"name": self.name, "x_name": self.x_name, "at": at, "last": last})
