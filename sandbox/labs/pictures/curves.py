"""Lines over an axis, and shapes in the plane."""

from dataclasses import dataclass
from math import inf

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


@dataclass(frozen=True, kw_only=True)
class Curves(Picture):
    """Lines over a common x axis. A limit of None is left to the data."""

    lines: tuple[Line, ...]
    x_name: str
    log_y: bool = False
    x_limits: tuple[float, float] | None = None
    y_limits: tuple[float, float] | None = None
    y_room: tuple[float, float] | None = None
    """What of the y axis is drawn in any case, so that runs with other settings can be compared.

    The data may ask for more of it; y_limits, which are final, leave no room for this.
    """
    cursor: float | None = None
    """An x to mark. Lines have a point there, as they answer with none that lies beside it."""
    square: bool = False
    """Whether one unit is as long on both axes, for shapes in the plane; x then need not grow."""

    @property
    def marked(self) -> float | None:
        """The x that values are quoted at: the cursor, or the point nearest to it; None: the last.

        A faint line is not asked: it is of another run.
        """
        if self.cursor is None:
            return None
        points = (x for line in self.lines if not (line.faint or line.dots) for x in line.x)
        return min(points, key=lambda x: abs(x - self.cursor), default=None)  # type: ignore[operator]

    def value(self, line: Line) -> float | None:
        """A line's y at the mark, or its last one without a mark; None where it has no point."""
        at = self.marked
        if at is None:
            return line.y[-1] if line.y else None
        return line.y[line.x.index(at)] if at in line.x else None

    @property
    def above(self) -> tuple[Line, ...]:
        """The lines that a plot cuts off at its upper end."""
        top = inf if self.y_limits is None or self.square else self.y_limits[1]
        return tuple(line for line in self.lines if any(top < y < inf for y in line.y))

    @property
    def below(self) -> tuple[Line, ...]:
        """The lines that a plot cuts off at its lower end; no logarithmic axis reaches 0."""
        end = -inf if self.y_limits is None or self.square else self.y_limits[0]
        least = 0.0 if self.log_y else -inf
        return tuple(line for line in self.lines if any(least < y < end for y in line.y))

    def describe(self) -> Saying:
        """Each line's value at the mark, or its last. Shapes in the plane are named alone."""
        if self.square:
            names = tuple(line.name for line in self.lines)
            return Saying("shapes", {"name": self.name, "x_name": self.x_name, "lines": names})
        drawn = [line for line in self.lines if line.x and not line.faint]
        lines = [line for line in drawn if not line.dots] or drawn
        values = {line.name: self.value(line) for line in lines}
        last = {name: value for name, value in values.items() if value is not None}
        at = self.marked if lines else None
        at = max((line.x[-1] for line in lines), default=None) if at is None else at
        said = {"name": self.name, "x_name": self.x_name, "at": at, "last": last}
        beyond = tuple(dict.fromkeys(line.name for line in (*self.above, *self.below)))
        return (
            Saying("curves_beyond", said | {"beyond": beyond}) if beyond else Saying("curves", said)
        )
