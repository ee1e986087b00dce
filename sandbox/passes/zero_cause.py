"""Why a gradient is exactly zero: a unit that is off, or one that dropout has dropped."""

from dataclasses import dataclass
from typing import Literal

from sandbox.engine.activations import ACTIVATIONS
from sandbox.engine.explain.expression import Index
from sandbox.passes.explanation import FormulaPart
from sandbox.passes.recorded_step import RecordedStep


@dataclass(frozen=True)
class ZeroCause:
    """The cell that lets nothing through, and why."""

    why: Literal["off", "dropped"]
    """A ReLU's z at or below 0, where its slope is 0; or a mask that dropped the unit."""
    cell: str
    """As it is called: "φ′(z)[0,1]"."""
    step: int
    index: Index


def find_zero_cause(taken: RecordedStep, step: int, index: Index) -> ZeroCause | None:
    """What makes a cell zero; None where it is not zero, or is so by the numbers alone."""
    explanation = taken.explain(step, index)
    if explanation.value != 0:
        return None
    why = _mute(taken, step)
    if why is not None:
        return ZeroCause(why, explanation.name, step, index)
    for part in explanation.parts:
        found = _below(taken, part)
        if found is not None:
            return found
    return None


def _below(taken: RecordedStep, part: FormulaPart) -> ZeroCause | None:
    if part.value != 0 or part.origin.step is None:
        return None
    return find_zero_cause(taken, part.origin.step, part.index)


def _mute(taken: RecordedStep, step: int) -> Literal["off", "dropped"] | None:
    """Whether a zero of this line silences: a unit's value or slope, a dropout mask."""
    made = taken.shown[step].step
    kind = ACTIVATIONS.get(made.id.partition(".")[0])
    if kind is not None and kind.off_at_zero and made.name in ("H", "slope"):
        return "off"
    return "dropped" if made.id == "dropout.forward.mask" else None
