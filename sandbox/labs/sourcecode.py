"""The code of a run, read from the very methods that it executes."""

from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import Optimiser
from sandbox.engine.watching import lines, source
from sandbox.labs.pictures import Code


def code_of(objective: Objective, optimiser: Optimiser, name: str = "code") -> Code:
    """Every method of the run that computes something, in the order of a training step."""
    layers = list(objective.network.layers)
    loss, penalty, total = objective.loss, objective.penalty, objective.total
    rules = [rule for group in optimiser.groups for rule in group.rules]
    parts: list[tuple[object, str]] = [(layer, "forward") for layer in layers]
    parts += [(loss, "forward")]
    if penalty is not None:
        parts += [(penalty, "size"), (penalty, "total"), (total, "forward")]
    parts += [(loss, "backward")]
    for layer in reversed(layers):
        parts += [(layer, "backward"), (layer, "backward_input")]
    if penalty is not None:
        parts += [(penalty, "backward")]
    parts += [(rule, "direction") for rule in rules]
    parts += [(optimiser.descent, "update")]
    parts += [(group.proximal, "shrink") for group in optimiser.groups if group.proximal]
    texts: dict[tuple[str, str], str] = {}
    for thing, method in parts:
        cls = type(thing)
        if lines(cls, method):
            texts.setdefault((cls.__name__, method), source(cls, method).rstrip())
    return Code(
        name=name,
        text="\n\n".join(f"# {cls}.{method}\n{text}" for (cls, method), text in texts.items()),
    )
