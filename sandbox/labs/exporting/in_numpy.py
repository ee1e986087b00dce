"""A training as a script for NumPy alone: the engine's own source, and what was declared."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from sandbox.engine.initialisation import Initialiser
from sandbox.engine.optimisers import Adam, Momentum, Optimiser, WeightDecay
from sandbox.engine.training import Trainer
from sandbox.labs.exporting.gathering import gathered
from sandbox.labs.exporting.origins import Origin


def script(trainer: Trainer, initialiser: Initialiser, epochs: int, origin: Origin) -> str:
    """A script that needs NumPy alone and repeats the run to the bit."""
    scale = "1 / 255" if origin.bytes else "None"
    about = f"A run of mlp-sandbox in NumPy. {origin.about}".rstrip()
    imports = "".join(f"{line}\n" for line in origin.imports)
    return (
        f'"""{about}"""\n\n{imports}\n'
        f"{gathered((*modules_of(trainer, initialiser), *origin.modules))}\n\n# The run\n"
        f"{origin.lines}"
        f"train_set = Examples(X, y, {scale})\n"
        f"test_set = Examples(X_test, y_test, {scale})\n\n"
        f"{training(trainer, initialiser, epochs)}\n"
        "tested = evaluate(objective, state.params, test_set)\n"
        f"{_report(trainer)}"
    )


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


def modules_of(trainer: Trainer, *others: object) -> Iterable[str]:
    """The engine's modules that a training needs, whatever it is made of."""
    objective = trainer.objective
    parts = (trainer, *objective.network.layers, objective.loss, objective.penalty, *others)
    return dict.fromkeys(type(part).__module__ for part in parts if part is not None)


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


def _report(trainer: Trainer) -> str:
    if trainer.objective.loss.labels:
        first = (
            'hits = correct(tested["outputs"], test_set.y).item()\n'
            'print("test accuracy", float(hits) / len(test_set))\n'
        )
    else:
        first = (
            'w = state.params[0]["W"].astype(np.float64)\n'
            'print("norm of w", float(np.linalg.norm(w)))\n'
        )
    return f'{first}print("test loss", float(tested["loss"].item()))\n'
