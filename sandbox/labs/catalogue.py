"""The labs there are: a new lab is a file, and its line here."""

from typing import Any

from sandbox.labs.classifier import Classifier
from sandbox.labs.knobs import nearest
from sandbox.labs.lab import Lab
from sandbox.labs.propagation import Propagation
from sandbox.labs.weight_decay import WeightDecay

LABS: tuple[Lab[Any], ...] = (Classifier(), WeightDecay(), Propagation())


class LabError(ValueError):
    """There is no lab of that name, in one sentence with the nearest one."""


def find_lab(name: str) -> Lab[Any]:
    """The lab of that id; LabError where there is none."""
    for lab in LABS:
        if lab.id == name:
            return lab
    ids = [lab.id for lab in LABS]
    hint = nearest(name, ids)
    tail = f"did you mean {hint}?" if hint else f"there are {', '.join(ids)}"
    raise LabError(f"there is no lab {name}: {tail}")
