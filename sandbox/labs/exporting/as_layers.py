"""A training as it is declared: a list of layers, a loss, an optimiser."""

from dataclasses import fields
from typing import Any

from sandbox.engine.initialisation import Initialiser
from sandbox.engine.optimisers import Adam, Momentum, Optimiser, WeightDecay
from sandbox.engine.training import Trainer


def training(trainer: Trainer, initialiser: Initialiser, epochs: int) -> str:
    """The network, loss and optimiser as a list of layers, and the loop that trains it."""
    return (
        f"{declaration(trainer)}"
        f"state = trainer.start({called(initialiser)})\n"
        f"for progress in train(trainer, state, train_set, {epochs}):\n"
        "    state = progress.state\n"
    )


def declaration(trainer: Trainer) -> str:
    """What is trained, and how."""
    objective = trainer.objective
    layers = "".join(f"    {called(layer)},\n" for layer in objective.network.layers)
    parts = [part for part in (objective.loss, objective.penalty) if part is not None]
    return (
        f"network = Network((\n{layers}))\n"
        f"objective = Objective({', '.join(['network', *map(called, parts)])})\n"
        f"optimiser = {_optimiser(trainer.optimiser)}\n"
        f"trainer = Trainer(objective, optimiser, {trainer.batch_size}, seed={trainer.seed})\n"
    )


def called(thing: Any) -> str:
    """The call that makes a dataclass, its settings in their order."""
    settings = (repr(getattr(thing, field.name)) for field in fields(thing))
    return f"{type(thing).__name__}({', '.join(settings)})"


def _optimiser(optimiser: Optimiser) -> str:
    """The short call that gives this very optimiser."""
    name, given = "sgd", [repr(optimiser.descent.lr)]
    for rule in optimiser.groups[0].rules:
        match rule:
            case Adam():
                name = "adam"
            case Momentum():
                given.append(f"momentum={rule.beta!r}")
            case WeightDecay():
                given.append(f"decay={rule.decay!r}")
    return f"{name}({', '.join(given)})"
