"""One training step as a script: its numbers written out, and every gradient printed."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.program import GRADIENTS, program
from sandbox.labs.exporting import in_torch
from sandbox.labs.exporting.in_numpy import settings
from sandbox.labs.exporting.in_torch import module_of_loss, penalty_of, sequential
from sandbox.labs.exporting.preamble import on_threads
from sandbox.passes.recorded_step import RecordedStep


def script(to: str, taken: RecordedStep) -> str:
    """J and the gradient of every weight for the inputs, targets and weights of a recorded step.

    `to` is numpy or torch. The network has no biases, and computes in float64.
    """
    return _in_numpy(taken) if to == "numpy" else _in_torch(taken)


def _in_numpy(taken: RecordedStep) -> str:
    gradients = program(taken.trainer.objective, taken.trainer.optimiser, GRADIENTS)
    params = "".join(f"    {_dict(layer)},\n" for layer in taken.recording.before.params)
    return (
        f"{_beginning('NumPy', ('import numpy as np',))}\n"
        f"{settings(taken.trainer, [gradients])}{gradients.source}\n\n"
        f"{_data(taken)}params = (\n{params})\n\n"
        "J, grads = gradients(params, X, y)\n"
        'print("J", float(J.item()))\n'
        "for layer in grads:\n    for dW in layer.values():\n        print(dW.tolist())\n"
    )


def _in_torch(taken: RecordedStep) -> str:
    objective, before = taken.trainer.objective, taken.recording.before
    weights = "".join(
        f"net[{place}].weight.data = torch.tensor({_array(layer['W'])}.T)\n"
        for place, layer in enumerate(before.params)
        if "W" in layer
    )
    rows = "y[:, 0]" if objective.loss.labels else "y"
    return (
        f"{_beginning('PyTorch', in_torch.PACKAGES)}\n"
        f"{_data(taken)}X, y = torch.tensor(X), torch.tensor({rows})\n\n"
        f"net = {sequential(objective.network.layers)}\n{weights}"
        "weights = [layer.weight for layer in net if isinstance(layer, nn.Linear)]\n\n"
        f"loss = {module_of_loss(objective.loss)}\n"
        f"J = loss(net(X), y){penalty_of(objective.penalty)}\n"
        "J.backward()\n"
        'print("J", J.item())\nfor W in weights:\n    print(W.grad.T.tolist())\n'
    )


def _beginning(target: str, packages: Sequence[str]) -> str:
    about = f'"""A training step of mlp-sandbox in {target}."""'
    return "\n".join((about, "", "import os", "", *on_threads(), *packages, ""))


def _data(taken: RecordedStep) -> str:
    return f"X = {_array(taken.recording.X)}\ny = {_array(taken.recording.y)}\n"


def _dict(params: Any) -> str:
    return "{" + ", ".join(f'"{name}": {_array(W)}' for name, W in params.items()) + "}"


def _array(values: Array) -> str:
    """The array as Python would write it; what has diverged is there by name."""
    text = repr(values.tolist())
    if not np.isfinite(values).all():
        text = text.replace("inf", "np.inf").replace("nan", "np.nan")
    return f"np.array({text})"
