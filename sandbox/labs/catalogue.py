"""The labs there are: a new lab is a file, and its line here."""

from typing import Any

from sandbox.base.errors import UserError, closest_match
from sandbox.labs.experiments.activation import Activations
from sandbox.labs.experiments.api_vs_scratch import ApiVsScratch
from sandbox.labs.experiments.boundary import Boundary
from sandbox.labs.experiments.capacity import Capacity
from sandbox.labs.experiments.classifier import Classifier
from sandbox.labs.experiments.dropout_mask import DropoutMask
from sandbox.labs.experiments.gradient_flow import GradientFlow
from sandbox.labs.experiments.linear_collapse import LinearCollapse
from sandbox.labs.experiments.matrix_products import MatrixProducts
from sandbox.labs.experiments.norms import Norms
from sandbox.labs.experiments.penalties import Penalties
from sandbox.labs.experiments.propagation import Propagation
from sandbox.labs.experiments.robust_loss import RobustLoss
from sandbox.labs.experiments.symmetry import Symmetry
from sandbox.labs.experiments.weight_decay import WeightDecayLab
from sandbox.labs.lab import Lab

LABS: tuple[Lab[Any], ...] = (
    Boundary(),
    LinearCollapse(),
    Activations(),
    Classifier(),
    ApiVsScratch(),
    Capacity(),
    Norms(),
    RobustLoss(),
    Penalties(),
    WeightDecayLab(),
    DropoutMask(),
    Propagation(),
    MatrixProducts(),
    GradientFlow(),
    Symmetry(),
)


class LabError(UserError, ValueError):
    """There is no lab of that name, in one sentence with the nearest one."""


def find_lab(name: str) -> Lab[Any]:
    """The lab of that id; LabError where there is none."""
    for lab in LABS:
        if lab.id == name:
            return lab
    ids = [lab.id for lab in LABS]
    hint = closest_match(name, ids)
    tail = f"did you mean {hint}?" if hint else f"there are {', '.join(ids)}"
    sentence = f"there is no lab {name}: {tail}"
    raise LabError(sentence, "refused_lab", word=name, hint=hint, labs=tuple(ids))
