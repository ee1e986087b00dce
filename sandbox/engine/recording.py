"""Recording: one training step with every line of it kept, as the stepper shows it."""

from dataclasses import dataclass, replace
from typing import Any

from sandbox.engine.arrays import Array
from sandbox.engine.instrument import Record, RecordedLine, recording_parts, watch
from sandbox.engine.objective import ForwardValues
from sandbox.engine.program_writer import Root
from sandbox.engine.step import with_parts
from sandbox.engine.training import State, Trainer


@dataclass(frozen=True)
class Recording:
    """A training step that was watched: where it began, what went in, each line, where it ended."""

    before: State
    X: Array
    y: Array
    steps: tuple[RecordedLine, ...]
    forward: ForwardValues
    after: State


def record(trainer: Trainer, state: State, X: Array, y: Array) -> Recording:
    """Run one training step, watched. The values are those of `trainer.step`, bit for bit."""
    steps: list[RecordedLine] = []
    after, forward = watched(trainer, steps.append).step_eager(state, X, y)
    return Recording(state, X, y, tuple(steps), forward, after)


def watched(trainer: Trainer, keep: Record) -> Trainer:
    """The same trainer, every computing line of which is also handed to `keep`."""
    objective, optimiser = trainer.objective, trainer.optimiser

    def recording(root: Root, part: Any) -> Any:
        return watch(part, _place(root), keep)

    network, first = objective.network, _place(("layer", "0"))
    objective, optimiser = with_parts(objective, optimiser, recording)
    network = replace(objective.network, **recording_parts(network, first, keep))
    objective = replace(
        objective, network=network, **recording_parts(objective, _place(("total",)), keep)
    )
    optimiser = replace(optimiser, **recording_parts(optimiser, _place(("descent",)), keep))
    return replace(trainer, objective=objective, optimiser=optimiser)


def _place(root: Root) -> str:
    """Where a part's lines run: "layer 0" …, "loss", "penalty", "objective" or "update"."""
    kind = root[0]
    if kind == "layer":
        return f"layer {root[1]}"
    return {"loss": "loss", "penalty": "penalty", "total": "objective"}.get(kind, "update")
