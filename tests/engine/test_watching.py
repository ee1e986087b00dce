"""Watching: the lines that are shown are the lines that ran."""

import importlib.util
import inspect
import sys
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pytest

from sandbox.engine.activations import Activation, ReLU
from sandbox.engine.arrays import Array
from sandbox.engine.dropout import Dropout
from sandbox.engine.house_style import StyleError
from sandbox.engine.initialisation import Xavier
from sandbox.engine.instrument import RecordedLine, lines, source, watch
from sandbox.engine.layers import Cache, Linear
from tests.engine.arrays import same_bits
from tests.engine.cases import trainer
from tests.engine.recorded import evaluated, recordings


@dataclass(frozen=True)
class Swish(Activation):
    """A layer that the engine has never heard of."""

    beta: float = 1.0
    watched: ClassVar[tuple[str, ...]] = ("forward", "backward_input")

    def forward(self, params, Z: Array) -> tuple[Array, Cache]:
        """H from Z, over two lines."""
        σ = 1 / (1 + np.exp(-self.beta * Z))
        H = (
            Z
            * σ
        )  # fmt: skip
        return H, (Z, σ, H)

    def backward_input(self, cache: Cache, dH: Array) -> Array:
        """dZ from dH."""
        Z, σ, H = cache
        slope = (self.beta * H) + σ*(1 - self.beta * H)  # fmt: skip
        dZ = dH * slope
        return dZ


@dataclass(frozen=True)
class LeakyReLU(ReLU):
    """A layer whose forward line is another one; the rest is inherited."""

    leak: float = 0.1

    def forward(self, params, Z: Array) -> tuple[Array, Cache]:
        """H from Z."""
        H = np.maximum(Z, self.leak * Z)
        return H, (Z,)


def test_a_new_layer_shows_its_own_lines():
    of = trainer((Linear(3, 4), Swish(1.5), Linear(4, 2)))
    (recording,) = recordings(of, Xavier(), 1)
    formulas = {s.id: s.formula for s in recording.steps if s.place == "layer 1"}
    assert formulas == {
        "swish.forward.σ": "1 / (1 + np.exp(-self.beta * Z))",
        "swish.forward.H": "Z * σ",
        "swish.backward_input.slope": "(self.beta * H) + σ*(1 - self.beta * H)",
        "swish.backward_input.dZ": "dH * slope",
    }
    for step in recording.steps:
        assert same_bits(evaluated(step), step.value)
    (first, *_) = (s for s in recording.steps if s.place == "layer 1")
    assert first.operands["self.beta"] == 1.5


def test_changing_a_layers_code_changes_what_is_shown():
    shown = {}
    for activation in (ReLU(), LeakyReLU()):
        of = trainer((Linear(3, 4), activation, Linear(4, 2)))
        (recording,) = recordings(of, Xavier(), 1)
        (H,) = (s for s in recording.steps if s.place == "layer 1" and s.name == "H")
        shown[H.id] = H.formula
    assert shown == {
        "relu.forward.H": "np.maximum(Z, 0)",
        "leakyrelu.forward.H": "np.maximum(Z, self.leak * Z)",
    }


def test_editing_a_file_changes_what_is_shown(tmp_path):
    """The engine's own Linear, with another line in its file."""
    text = inspect.getsource(importlib.import_module(Linear.__module__))
    edited = text.replace("Z = X @ W + b", "Z = b + X @ (2 * W)")
    assert edited != text
    path = tmp_path / "edited_linear.py"
    path.write_text(edited, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("edited_linear", path)
    module = importlib.util.module_from_spec(spec)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "edited_linear", module)
        spec.loader.exec_module(module)
        steps: list[RecordedLine] = []
        layer = watch(module.Linear(2, 1), "layer 0", steps.append)
        params = {"W": np.array([[1.0], [3.0]]), "b": np.array([[0.5]])}
        Z, _ = layer.forward(params, np.array([[1.0, 1.0]]))
    assert Z.tolist() == [[8.5]]
    assert [s.formula for s in steps] == ["b + X @ (2 * W)"]
    assert steps[0].value is Z


def test_watching_leaves_the_plain_class_alone():
    layer = Linear(3, 2)
    before = {name: getattr(Linear, name) for name in Linear.watched}
    watched = watch(layer, "layer 0", lambda step: None)
    assert watched is not layer
    assert isinstance(watched, Linear)
    assert watched.shapes == layer.shapes
    assert {name: getattr(Linear, name) for name in Linear.watched} == before
    assert watch(Dropout(0.25), "layer 1", lambda step: None).p == 0.25


def test_lines_and_source_can_be_had_without_a_run():
    assert [line.formula for line in lines(Linear, "backward")] == [
        "X.mT @ dZ",
        "dZ.sum(axis=-2, keepdims=True)",
    ]
    assert source(Linear, "forward").startswith("def forward(self")
    assert "return Z, (X, W)" in source(Linear, "forward")


@dataclass(frozen=True)
class InPlace(Activation):
    """Out of style."""

    watched: ClassVar[tuple[str, ...]] = ("forward",)

    def forward(self, params, Z: Array) -> tuple[Array, Cache]:
        """H from Z."""
        H = Z * 2
        H += 1
        return H, (Z,)


def test_a_layer_out_of_style_is_not_watched():
    with pytest.raises(StyleError, match=r"InPlace.forward, line 4: `H \+= 1`: nothing is changed"):
        watch(InPlace(), "layer 0", lambda step: None)
