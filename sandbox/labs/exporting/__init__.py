"""Exporting: a training as a script of its own, in NumPy or in PyTorch.

The script draws the same first weights, minibatches and dropout masks on as many threads, so it
repeats the run: in NumPy to the bit, as it is made of the engine's own source; in PyTorch to
rounding. It has the settings of the moment from its
first step on: of knobs that were turned on the way it knows nothing.
"""

from sandbox.engine.initialisation import Initialiser
from sandbox.engine.training import Trainer
from sandbox.labs.exporting import in_numpy, in_torch
from sandbox.labs.exporting.preamble import ScriptData

TARGETS = ("numpy", "torch")
"""What a run can be exported to."""


def script(
    to: str, trainer: Trainer, initialiser: Initialiser, epochs: int, origin: ScriptData
) -> str:
    """The script, `to` being one of TARGETS; ValueError for any other."""
    if to not in TARGETS:
        raise ValueError(f"a run is exported to one of {', '.join(TARGETS)}, not to {to}")
    write = in_numpy.script if to == "numpy" else in_torch.script
    return write(trainer, initialiser, epochs, origin)
