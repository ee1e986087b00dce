"""The labs there are: a new lab is a file, and its line here."""

from typing import Any

from sandbox.labs.activation import Activations
from sandbox.labs.boundary import Boundary
from sandbox.labs.capacity import Capacity
from sandbox.labs.classifier import Classifier
from sandbox.labs.collapse import Collapse
from sandbox.labs.concise import Concise
from sandbox.labs.depth import Depth
from sandbox.labs.lab import Lab
from sandbox.labs.mask import Mask
from sandbox.labs.nearest import nearest
from sandbox.labs.norms import Norms
from sandbox.labs.outlier import Outlier
from sandbox.labs.penalties import Penalties
from sandbox.labs.products import Products
from sandbox.labs.propagation import Propagation
from sandbox.labs.symmetry import Symmetry
from sandbox.labs.weight_decay import WeightDecay

LABS: tuple[Lab[Any], ...] = (
    Boundary(),
    Collapse(),
    Activations(),
    Classifier(),
    Concise(),
    Capacity(),
    Norms(),
    Outlier(),
    Penalties(),
    WeightDecay(),
    Mask(),
    Propagation(),
    Products(),
    Depth(),
    Symmetry(),
)


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
