"""A line of a recorded step, in the lecture's notation as well as the code's."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.engine.instrument import RecordedLine


@dataclass(frozen=True)
class AnnotatedLine:
    """A step of a pass in the lecture's notation as well as the code's."""

    step: RecordedLine
    phase: str
    """forward, loss, backward or update."""
    symbol: str
    """What the value is in the lecture: "∂J/∂W⁽²⁾"."""
    notation: str
    """The line in the lecture's notation, where it has one: "∂J/∂o · hᵀ"."""
    operand_symbols: Mapping[str, str]
    """The same for what goes in: "X" to "h"."""
    node: str
    """The value of the graph that the line is about: "z", "W⁽²⁾"."""
