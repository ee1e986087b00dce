"""The code of a run: the step that it executes, and the methods that its lines are from."""

from sandbox.engine.training import Trainer
from sandbox.engine.unrolled import UPDATE, program
from sandbox.engine.watching import lines, source
from sandbox.labs.pictures import Code


def code_of(trainer: Trainer) -> Code:
    """The whole step, where it is one function, then every method that computes something in it."""
    step = (
        [] if trainer.unrolled is None else [f"# the whole step\n{program(trainer, UPDATE).source}"]
    )
    return Code(name="code", text="\n\n".join([*step, *_methods(trainer)]))


def _methods(trainer: Trainer) -> list[str]:
    """The methods, in the order of a training step."""
    objective, optimiser = trainer.objective, trainer.optimiser
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
    return [f"# {cls}.{method}\n{text}" for (cls, method), text in texts.items()]
