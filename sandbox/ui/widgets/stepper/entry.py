"""A line that is typed into: a new number for a weight, or an answer."""

from dataclasses import dataclass, replace
from typing import Literal

from sandbox.engine.explain.expression import Index
from sandbox.passes.path import Spot

MAX_ENTRY_CHARS = 24
"""Letters that an entry takes."""


@dataclass(frozen=True)
class NumberEntry:
    """What has been typed so far, for which number, and why the last try was refused."""

    kind: Literal["change", "answer"]
    name: str
    spot: Spot | None = None
    """What is to be changed."""
    index: Index = ()
    """The cell that an answer is for."""
    text: str = ""
    error: str = ""

    def typed(self, letter: str) -> "NumberEntry":
        """With one letter more."""
        return replace(self, text=(self.text + letter)[:MAX_ENTRY_CHARS], error="")

    def shortened(self) -> "NumberEntry":
        """With one letter less."""
        return replace(self, text=self.text[:-1], error="")

    def refused(self, error: str) -> "NumberEntry":
        """As it is, and why it will not do."""
        return replace(self, error=error)


ANSWERS = frozenset("0123456789.+-−")
"""What begins an answer."""


def parse_number(text: str) -> float | None:
    """The number that a learner typed; None where it is none."""
    try:
        return float(text.strip().replace("−", "-"))
    except ValueError:
        return None
