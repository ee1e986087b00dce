"""Labs that answer at once: nothing is trained, so every turn of a knob has its answer."""

from dataclasses import dataclass
from typing import ClassVar

from sandbox.labs.knobs import Settings
from sandbox.labs.lab import Lab, Resources


@dataclass(frozen=True)
class Query:
    """What was asked: the answer is a function of it."""

    settings: Settings
    seed: int


class StatelessLab(Lab[Query]):
    """A lab whose frame is computed from its settings and seed alone. Its knobs act live."""

    unit: ClassVar[str] = "answer"
    """The unit of a run that is over as soon as it has begun."""

    def start(self, settings: Settings, seed: int, resources: Resources) -> Query:
        """The question; `frame` has the answer."""
        return Query(dict(settings), seed)

    def step(self, state: Query, settings: Settings) -> Query:
        """There is nothing further: the same again."""
        return state

    def with_settings(self, state: Query, settings: Settings) -> Query:
        """The new question."""
        return Query(dict(settings), state.seed)

    def is_checkpoint(self, state: Query) -> bool:
        """Every answer is one."""
        return True

    def is_done(self, state: Query) -> bool:
        """At once."""
        return True

    def nbytes(self, state: Query) -> int:
        """Next to nothing: answers are not kept."""
        return 100 * len(state.settings)
