"""A pass through a network: its lines, its graph, its code."""

from dataclasses import dataclass, field

from sandbox.labs.pictures.base import Picture, Saying
from sandbox.passes.lines import AnnotatedLine
from sandbox.passes.recorded_step import RecordedStep


@dataclass(frozen=True)
class Node:
    """A value of the computation: its symbol, and the layer it stands in, from the left."""

    id: str
    symbol: str
    column: int
    row: int = 0


@dataclass(frozen=True, kw_only=True)
class Graph(Picture):
    """A computation: its values, which of them go into which, and the one at hand."""

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    current: str | None = None
    backward: bool = False
    """Whether gradients flow now, against the arrows."""

    def describe(self) -> Saying:
        """The values, and the one at hand."""
        return Saying(
            "graph",
            {
                "name": self.name,
                "current": next((n.symbol for n in self.nodes if n.id == self.current), None),
                "symbols": tuple(node.symbol for node in self.nodes),
            },
        )


@dataclass(frozen=True, kw_only=True)
class Steps(Picture):
    """The lines of a pass in the order they ran, and the one at hand."""

    steps: tuple[AnnotatedLine, ...]
    cursor: int
    taken: RecordedStep | None = field(default=None, compare=False)
    """The pass whose lines they are: its numbers can be asked where they came from."""

    @property
    def current(self) -> AnnotatedLine:
        """The step at hand."""
        return self.steps[self.cursor]

    def describe(self) -> Saying:
        """The line at hand, and how far it is."""
        shown = self.current
        return Saying(
            "steps",
            {
                "name": self.name,
                "number": self.cursor + 1,
                "count": len(self.steps),
                "symbol": shown.symbol,
                "line": f"{shown.step.name} = {shown.step.formula}",
            },
        )


@dataclass(frozen=True, kw_only=True)
class Code(Picture):
    """Source text that runs, and the line at hand (from 1), if any."""

    text: str
    line: int | None = None

    def describe(self) -> Saying:
        """The line at hand."""
        lines = self.text.splitlines()
        at = lines[self.line - 1].strip() if self.line else ""
        return Saying("code", {"name": self.name, "lines": len(lines), "line": at})
