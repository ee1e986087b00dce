"""The places that the engine has for learners' functions, by the functions' names."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from sandbox.engine.arrays import Array
from sandbox.engine.learner.function import Slot, SlotLine
from sandbox.engine.learner.validation import ArraySpec, Expected

Named = Mapping[str, Array]
"""Parameters as the exercises have them: "W1" (I, H), "b1" (H,), "W2" (H, O), "b2" (O,)."""


def _one(id: str) -> Callable[[Any], SlotLine]:
    """The line of a function with one result."""
    return lambda key: SlotLine(id, id.rpartition(".")[2])


def _like(values: Array, *others: Any) -> Expected:
    return ArraySpec(values.shape, values.dtype)


def _number(values: Array, *others: Any) -> Expected:
    """One number, the dtype being that of the first argument."""
    return ArraySpec((1, 1), values.dtype, loose=True)


def _number_of_named(params: Named, decay: float) -> Expected:
    return _number(next(iter(params.values())))


def _masked(X: Array, p: float, rng: np.random.Generator) -> Expected:
    # A mask of 0 and 1 is as good, but would widen what it meets.
    return ArraySpec(X.shape, X.dtype), ArraySpec(X.shape, np.dtype(bool))


def _output_or_mask(key: Any) -> SlotLine:
    return (
        SlotLine("dropout.forward.mask", "mask") if key == 1 else SlotLine("dropout.forward.Y", "Y")
    )


def _values(X: Array, params: Named) -> Expected:
    """Z, H and O of a network with one hidden layer."""
    hidden, outputs = ((len(X), params[name].shape[-1]) for name in ("W1", "W2"))
    return {
        "Z": ArraySpec(hidden, X.dtype),
        "H": ArraySpec(hidden, X.dtype),
        "O": ArraySpec(outputs, X.dtype),
    }


def like_parameters(params: Named) -> Expected:
    """An array for each parameter, biases (1, O) as the engine has them."""
    return {
        name: ArraySpec(w.shape, w.dtype)
        if w.ndim > 1
        else ArraySpec((1, len(w)), w.dtype, loose=True)
        for name, w in params.items()
    }


SLOTS: Mapping[str, Slot] = {
    "relu": Slot(_like, _one("relu.forward.H")),
    "sigmoid_grad": Slot(_like, _one("sigmoid.backward_input.slope")),
    "softmax_cross_entropy": Slot(_number, _one("softmaxcrossentropy.forward.L")),
    "l2_penalty": Slot(_number_of_named, _one("l2_penalty.total.s")),
    "dropout_layer": Slot(_masked, _output_or_mask),
    "dropout_backward": Slot(_like, _one("dropout.backward_input.dX")),
    "mlp_forward": Slot(_values, lambda key: SlotLine(f"mlp_forward.forward.{key}", key)),
    "mlp_backward": Slot(
        lambda X, y, params, cache, decay: like_parameters(params),
        lambda key: SlotLine(f"mlp_backward.backward.d{key}", f"d{key}"),
    ),
    "sgd_step": Slot(
        lambda params, grads, lr, decay: like_parameters(params),
        lambda key: SlotLine(f"sgd_step.update.{key}", key),
    ),
    "xavier_init": Slot(
        lambda n_in, n_out, rng: ArraySpec((n_in, n_out), np.dtype(np.float64)),
        _one("xavier_init.draw.W"),
    ),
}
