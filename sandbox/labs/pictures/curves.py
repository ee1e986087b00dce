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
    faint: bool = False
    """Of a run before this one, to compare with: under the others, without a mark of its own."""

    def __post_init__(self) -> None:
        if len(self.x) != len(self.y):
            raise ValueError(f"the curve {self.name} has {len(self.x)} x but {len(self.y)} y")

    def at(self, x: float | None) -> float:
        """The y of the point nearest to x, or the last one for None. There must be points."""
        if x is None:
            return self.y[-1]
        return self.y[min(range(len(self.x)), key=lambda i: abs(self.x[i] - x))]


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
        """Each line's value at the cursor, or its last. Shapes in the plane are named alone."""
        if self.square:
            names = tuple(line.name for line in self.lines)
            return Saying("shapes", {"name": self.name, "x_name": self.x_name, "lines": names})
        drawn = [line for line in self.lines if line.x and not line.faint]
        lines = [line for line in drawn if not line.dots] or drawn
        last = {line.name: line.at(self.cursor) for line in lines}
        at = max((line.x[-1] for line in lines), default=None)
        at = self.cursor if lines and self.cursor is not None else at
        return Saying("curves", {"name": self.name, "x_name": self.x_name, "at": at, "last": last})
