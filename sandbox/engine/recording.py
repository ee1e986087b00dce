"""Recording: one training step with every line of it kept, as the stepper shows it."""

from dataclasses import dataclass, replace

from sandbox.engine.arrays import Array
from sandbox.engine.objective import Objective, Pass
from sandbox.engine.optimisers import Optimiser
from sandbox.engine.training import State, Trainer
from sandbox.engine.watching import Record, Step, recording_parts, watch


@dataclass(frozen=True)
class Recording:
    """A training step that was watched: where it began, what went in, each line, where it ended."""

    before: State
    X: Array
    y: Array
    steps: tuple[Step, ...]
    forward: Pass
    after: State


def record(trainer: Trainer, state: State, X: Array, y: Array) -> Recording:
    """Run one training step, watched. The values are those of `trainer.step`, bit for bit."""
    steps: list[Step] = []
    after, forward = watched(trainer, steps.append).walk(state, X, y)
    return Recording(state, X, y, tuple(steps), forward, after)


def watched(trainer: Trainer, keep: Record) -> Trainer:
    """The same trainer, every computing line of which is also handed to `keep`."""
    return replace(
        trainer,
        objective=watched_objective(trainer.objective, keep),
        optimiser=watched_optimiser(trainer.optimiser, keep),
    )


def watched_objective(objective: Objective, keep: Record) -> Objective:
    """Layers (at "layer 0" …), "loss", "penalty" and "objective", all watched."""
    network = objective.network
    layers = tuple(watch(layer, f"layer {i}", keep) for i, layer in enumerate(network.layers))
    return replace(
        objective,
        network=replace(network, layers=layers, **recording_parts(network, "layer 0", keep)),
        loss=watch(objective.loss, "loss", keep),
        penalty=objective.penalty and watch(objective.penalty, "penalty", keep),
        total=watch(objective.total, "objective", keep),
        **recording_parts(objective, "objective", keep),
    )


def watched_optimiser(optimiser: Optimiser, keep: Record) -> Optimiser:
    """All rules of all groups, the descent itself and what follows it, at "update"."""
    groups = tuple(
        replace(
            group,
            rules=tuple(watch(rule, "update", keep) for rule in group.rules),
            proximal=group.proximal and watch(group.proximal, "update", keep),
        )
        for group in optimiser.groups
    )
    return replace(
        optimiser,
        descent=watch(optimiser.descent, "update", keep),
        groups=groups,
        **recording_parts(optimiser, "update", keep),
    )
