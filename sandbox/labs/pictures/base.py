"""What every picture is: a name, and one sentence about itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Saying:
    """A sentence's id in the course's tables, and the values for its blanks."""

    id: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Something to be drawn. `name` is its id: its title's key, and what a learner switches to."""

    name: str

    def describe(self) -> Saying:
        """The picture in one sentence."""
        raise NotImplementedError
