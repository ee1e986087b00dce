"""The code of a run: the step that it executes, and the methods that its lines are from."""

from pathlib import Path

from sandbox.engine.instrument import lines, source
from sandbox.engine.learner.parts import LearnerL2
from sandbox.engine.learner.whole import LearnerNetwork, LearnerObjective, LearnerOptimiser
from sandbox.engine.program import UPDATE, program
from sandbox.engine.training import Trainer
from sandbox.labs.pictures import Code
from sandbox.labs.yours import functions_in


def code_of(trainer: Trainer) -> Code:
    """The whole step, where it is one function, then every method that computes something in it."""
    step: list[str] = []
    if trainer.compiled is not None:
        whole = program(trainer.objective, trainer.optimiser, UPDATE)
        step.append(f"# Trainer.step\n{whole.source}")
    return Code(name="code", text="\n\n".join([*step, *_yours(trainer), *_methods(trainer)]))


def _yours(trainer: Trainer) -> list[str]:
    """The learner's functions in it, as their files have them."""
    found = {own.written.name: own.written for own in functions_in(trainer)}
    return [f"# {Path(own.path).name}\n{own.source.rstrip()}" for own in found.values()]


def _methods(trainer: Trainer) -> list[str]:
    """The methods, in the order of a training step."""
    objective, optimiser = trainer.objective, trainer.optimiser
    layers = list(objective.network.layers)
    loss, penalty, total = objective.loss, objective.penalty, objective.total
    rules = [rule for group in optimiser.groups for rule in group.rules]
    parts: list[tuple[object, str]] = []
    if not isinstance(objective.network, LearnerNetwork):
        parts += [(layer, "forward") for layer in layers]
    parts += [(loss, "forward")]
    if penalty is not None:
        sizes = [(penalty, "size"), (penalty, "total")]
        parts += [*([] if isinstance(penalty, LearnerL2) else sizes), (total, "forward")]
    if not isinstance(objective, LearnerObjective):
        parts += [(loss, "backward")]
        for layer in reversed(layers):
            parts += [(layer, "backward"), (layer, "backward_input")]
        if penalty is not None:
            parts += [(penalty, "backward")]
    if not isinstance(optimiser, LearnerOptimiser):
        parts += [(rule, "direction") for rule in rules]
        parts += [(optimiser.descent, "update")]
        parts += [(group.proximal, "shrink") for group in optimiser.groups if group.proximal]
    texts: dict[tuple[str, str], str] = {}
    for thing, method in parts:
        cls = type(thing)
        if lines(cls, method):
            texts.setdefault((cls.__name__, method), source(cls, method).rstrip())
    return [f"# {cls}.{method}\n{text}" for (cls, method), text in texts.items()]
