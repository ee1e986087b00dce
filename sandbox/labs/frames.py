"""A frame: what a lab has to show at one moment."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isfinite

from sandbox.labs.pictures import Picture


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

    @property
    def diverged(self) -> bool:
        """Whether a metric is infinite or no number any more."""
        return not all(isfinite(value) for value in self.metrics.values())

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
