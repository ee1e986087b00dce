"""Recordings to test with, and formulas worked out anew from what was recorded."""

from types import SimpleNamespace

import numpy as np

from sandbox.engine.initialisation import Initialiser
from sandbox.engine.instrument import RecordedLine
from sandbox.engine.recording import Recording, record
from sandbox.engine.training import Trainer
from tests.engine.cases import examples


def recordings(of: Trainer, initialiser: Initialiser, steps: int = 3) -> list[Recording]:
    """The first steps of a run, all watched."""
    found, data = [], examples(of)
    with np.errstate(all="ignore"):
        state = of.start(initialiser)
    for step in range(steps):
        found.append(record(of, state, *of.batch(step, data)))
        state = found[-1].after
    return found


@np.errstate(all="ignore")
def evaluated(step: RecordedLine) -> object:
    """A step's formula, worked out anew from nothing but its text and its operands."""
    settings = {k.removeprefix("self."): v for k, v in step.operands.items() if "." in k}
    names = {k: v for k, v in step.operands.items() if "." not in k}
    return eval(step.formula, {"np": np, "self": SimpleNamespace(**settings)}, names)
