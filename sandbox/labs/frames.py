"""A frame: what a lab has to show at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite
from typing import Literal

from sandbox.labs.pictures import Curves, Picture

TRAINED = ("train_loss", "loss")
"""The lines that training is to bring down."""
NOISE = 0.01
"""The share by which a loss may end higher without having risen."""


@dataclass(frozen=True)
class Worsened:
    """A training loss that ended above its first (risen), or above that of guessing (guessed)."""

    id: Literal["risen", "guessed"]
    reference: float
    last: float

    @property
    def values(self) -> dict[str, str]:
        """What a sentence has blanks for."""
        return {"first": f"{self.reference:.4g}", "last": f"{self.last:.4g}"}


@dataclass(frozen=True)
class Frame:
    """Metrics by name and pictures as data, after some of a run's steps. Nothing in it changes."""

    metrics: Mapping[str, float]
    pictures: tuple[Picture, ...]
    done: int
    """How much of the run is behind it, in the lab's own unit (epochs, lines)."""
    total: int
    """How much the whole run is, in that unit; 0 where it goes on as long as one likes."""
    unit: str
    """The unit's id: "epoch", "line"."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What else a learner should see, as ids: which data it is, say."""
    guessing_loss: float = 0.0
    """The loss of whoever holds all classes for equally likely; 0 where there are none."""
    remedies: Mapping[str, str] = field(default_factory=dict)
    """Of a run that has diverged or risen: the knobs that could be turned down, and their words."""

    @property
    def diverged(self) -> bool:
        """Whether a metric is infinite or no number any more."""
        return not all(isfinite(value) for value in self.metrics.values())

    @property
    def worsened(self) -> Worsened | None:
        """Of a run that is over: whether its training loss ended higher than it may."""
        if self.diverged or not self.total or self.done < self.total:
            return None
        curves = (picture for picture in self.pictures if isinstance(picture, Curves))
        lines = (line for one in curves if one.x_name == "epoch" for line in one.lines)
        for line in lines:
            if line.name in TRAINED and line.y:
                if line.y[-1] > line.y[0] * (1 + NOISE):
                    return Worsened("risen", line.y[0], line.y[-1])
                if self.guessing_loss and line.y[-1] > self.guessing_loss * (1 + NOISE):
                    return Worsened("guessed", self.guessing_loss, line.y[-1])
        return None

    @property
    def progress(self) -> str:
        """How far the run is: "3/10", or "3" where it has no end; "" where one step is all."""
        if self.total == 1:
            return ""
        return f"{self.done}/{self.total}" if self.total else str(self.done)

    def picture(self, name: str) -> Picture:
        """The picture of that name; KeyError where there is none."""
        for picture in self.pictures:
            if picture.name == name:
                return picture
        raise KeyError(name)
