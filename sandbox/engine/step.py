"""A training step, composed once: run with arrays, with recording parts, or with written ones."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sandbox.engine.arrays import Array
from sandbox.engine.network import NetworkParams
from sandbox.engine.objective import ForwardValues, Objective
from sandbox.engine.optimisers import Optimiser, OptimiserState
from sandbox.engine.program_writer import Root
from sandbox.engine.randomness import Noise


def training_step(
    objective: Objective,
    optimiser: Optimiser,
    params: NetworkParams,
    slots: OptimiserState,
    X: Array,
    y: Array,
    noise: Noise,
    t: int,
) -> tuple[NetworkParams, OptimiserState, ForwardValues]:
    """Forward, backward and update as step number t (from 1): new params, new slots, the values."""
    forward = objective.forward(params, X, y, noise)
    grads = objective.backward(params, forward)
    new_params, new_slots = optimiser.update(params, grads, slots, t)
    return new_params, new_slots, forward


def with_parts(
    objective: Objective, optimiser: Optimiser, change: Callable[[Root, Any], Any]
) -> tuple[Objective, Optimiser]:
    """The same step with `change(root, part)` in the place of every part whose methods it calls."""

    def changed(part: Any, *root: str) -> Any:
        return part and change(root, part)

    network = objective.network
    layers = tuple(changed(layer, "layer", str(i)) for i, layer in enumerate(network.layers))
    groups = tuple(
        replace(
            group,
            rules=tuple(
                changed(rule, "rule", str(i), str(k)) for k, rule in enumerate(group.rules)
            ),
            proximal=changed(group.proximal, "proximal", str(i)),
        )
        for i, group in enumerate(optimiser.groups)
    )
    return (
        replace(
            objective,
            network=replace(network, layers=layers),
            loss=changed(objective.loss, "loss"),
            penalty=changed(objective.penalty, "penalty"),
            total=changed(objective.total, "total"),
        ),
        replace(optimiser, descent=changed(optimiser.descent, "descent"), groups=groups),
    )


def parts_of(objective: Objective, optimiser: Optimiser) -> dict[Root, Any]:
    """Every part whose methods a step calls."""
    found: dict[Root, Any] = {}

    def keep(root: Root, part: Any) -> Any:
        return found.setdefault(root, part)

    with_parts(objective, optimiser, keep)
    return found
