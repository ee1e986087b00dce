"""Every cell of every step of any network is explained, by one piece of code that knows NumPy."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.engine.activations import ACTIVATIONS
from sandbox.engine.dropout import Dropout
from sandbox.engine.explain.cell import Explainer, UnexplainedError
from sandbox.engine.explain.expression import (
    Expression,
    Extremum,
    Operand,
    Selection,
    Summation,
    leaves,
)
from sandbox.engine.explain.formula import General
from sandbox.engine.initialisation import Normal
from sandbox.engine.instrument import RecordedLine
from sandbox.engine.layers import Layer, Linear, LinearWithoutBias
from sandbox.engine.losses import HalfSquaredError, SoftmaxCrossEntropy, SquaredError
from sandbox.engine.network import Network
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import adam, sgd
from sandbox.engine.penalties import L1, L2
from sandbox.engine.provenance import Origins, reached
from sandbox.engine.recording import Recording, record
from sandbox.engine.training import State, Trainer


@st.composite
def recordings(draw: st.DrawFn) -> Recording:
    """A training step, the second one so that optimisers remember something, of any network."""
    widths = draw(st.lists(st.integers(1, 4), min_size=2, max_size=4))
    linear = draw(st.sampled_from([Linear, LinearWithoutBias]))
    layers: list[Layer] = []
    for place, (inputs, outputs) in enumerate(pairwise(widths)):
        if place:
            layers.append(ACTIVATIONS[draw(st.sampled_from(sorted(ACTIVATIONS)))]())
            layers.append(Dropout(draw(st.sampled_from([0.0, 0.5, 1.0]))))
        layers.append(linear(inputs, outputs))
    loss = draw(st.sampled_from([HalfSquaredError(), SquaredError(), SoftmaxCrossEntropy()]))
    penalty = draw(st.sampled_from([None, L1(0.3), L2(0.3)]))
    optimiser = draw(
        st.sampled_from([sgd(0.1), sgd(0.1, momentum=0.9, decay=0.1), adam(0.1, decay=0.1)])
    )
    batch, seed = draw(st.integers(1, 3)), draw(st.integers(0, 99))
    trainer = Trainer(
        Objective(Network(tuple(layers)), loss, penalty), optimiser, batch, seed, np.float64
    )
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(batch, widths[0]))
    y = (
        rng.integers(0, widths[-1], (batch, 1))
        if loss.labels
        else rng.normal(size=(batch, widths[-1]))
    )
    state = record(trainer, trainer.start(Normal(1.0)), X, y).after
    return record(trainer, state, X, y)


def every_cell(
    recording: Recording,
) -> Iterator[tuple[int, RecordedLine, tuple[int, ...], Expression]]:
    for number, step in enumerate(recording.steps):
        explainer = Explainer(step)
        for index in np.ndindex(np.shape(step.value)):
            yield number, step, index, explainer.cell(index)


def check_numbers(cell: Expression) -> None:
    """The cell's own parts, and theirs, give its value."""
    scale = max([abs(cell.value), *(abs(float(a)) for a in getattr(cell, "addends", []))])
    assert cell.recompute() == pytest.approx(cell.value, rel=1e-12, abs=1e-12 * scale + 1e-300)
    parts = cell.parts()
    if isinstance(cell, Summation):
        parts = tuple(cell.term(k) for k in range(len(cell.addends)))
        for addend, part in zip(cell.addends, parts, strict=True):
            assert part.value == addend
    for part in parts:
        check_numbers(part)


@settings(max_examples=30, deadline=None)
@given(recordings())
def test_the_numbers_of_every_explanation_give_the_cell(recording: Recording) -> None:
    for _, step, index, cell in every_cell(recording):
        assert cell.value == float(np.asarray(step.value)[index])
        check_numbers(cell)


@settings(max_examples=15, deadline=None)
@given(recordings())
def test_following_the_operands_always_ends_outside_the_pass(recording: Recording) -> None:
    origins = Origins(recording)
    for number, step, _, cell in every_cell(recording):
        for ref in leaves(cell):
            origin = origins.of(ref.name, ref.owner)
            if origin.kind == "step":
                assert origin.step is not None
                assert origin.step < number, "what made it ran before it"
                made = recording.steps[origin.step].value
                assert made is ref.owner
                assert float(np.asarray(made)[ref.index]) == ref.value
            elif origin.kind == "memory":
                assert step.place == "update"
            elif origin.kind == "draw":
                assert ref.name == "U"


@settings(max_examples=10, deadline=None)
@given(recordings())
def test_what_was_made_of_a_cell_names_the_cell_as_its_part(recording: Recording) -> None:
    origins = Origins(recording)
    for step in recording.steps:
        for user, _ in origins.uses(step.value):
            later = recording.steps[user]
            if ".max(" in later.formula:
                continue  # Any cell could have been the largest; the explanation shows which was.
            index = tuple(n - 1 for n in np.shape(step.value))
            for cell in map(tuple, np.argwhere(reached(later, step.value, index))):
                parts = leaves(Explainer(later).cell(cell), most=10_000)
                assert any(ref.owner is step.value and ref.index == index for ref in parts)


@settings(max_examples=15, deadline=None)
@given(recordings())
def test_every_formula_has_a_general_form(recording: Recording) -> None:
    for step in recording.steps:
        text = General(Explainer(step)).text()
        assert text.startswith(step.name)
        assert "np." not in text
        assert "axis" not in text


def one_step(layer: Layer, X: np.ndarray) -> list[RecordedLine]:
    network = Network((Linear(X.shape[1], 3), layer, Linear(3, 2)))
    trainer = Trainer(Objective(network, HalfSquaredError()), sgd(0.1), 1, 0, np.float64)
    state = State(network.init(Normal(1.0), 0, np.float64))
    taken = record(trainer, state, X, np.ones((len(X), 2)))
    return [step for step in taken.steps if step.place == "layer 1"]


@dataclass(frozen=True)
class Softplus(Layer):
    """A layer the engine has never heard of."""

    def forward(self, params, X):  # type: ignore[no-untyped-def]
        Y = np.log1p(np.exp(X))
        return Y, (X,)

    def backward_input(self, cache, dY):  # type: ignore[no-untyped-def]
        (X,) = cache
        slope = 1 / (1 + np.exp(-X))
        dX = dY * slope
        return dX


@dataclass(frozen=True)
class LayerNorm(Layer):
    """Rows brought to mean 0 and variance 1."""

    eps: float = 1e-5

    def forward(self, params, X):  # type: ignore[no-untyped-def]
        mu = X.mean(axis=-1, keepdims=True)
        var = X.var(axis=-1, keepdims=True)
        sigma = np.sqrt(var + self.eps)
        Y = (X - mu) / sigma
        return Y, (Y, sigma)

    def backward_input(self, cache, dY):  # type: ignore[no-untyped-def]
        Y, sigma = cache
        m1 = dY.mean(axis=-1, keepdims=True)
        m2 = (dY * Y).mean(axis=-1, keepdims=True)
        dX = (dY - m1 - Y * m2) / sigma
        return dX


@dataclass(frozen=True)
class Picky(Layer):
    """Indexing, reshaping, choosing and comparing, all in one."""

    def forward(self, params, X):  # type: ignore[no-untyped-def]
        order = np.argsort(X, axis=-1)
        S = np.take_along_axis(X, order, axis=-1)
        F = S[:, ::-1].reshape(-1, 3)
        Y = np.where(F > 0, F, 0.1 * F) + np.abs(X.T).T.swapaxes(0, 1).mT
        return Y, (X,)

    def backward_input(self, cache, dY):  # type: ignore[no-untyped-def]
        (X,) = cache
        dX = dY * (X == X.max(axis=-1, keepdims=True))
        return dX


@pytest.mark.parametrize("layer", [Softplus(), LayerNorm()], ids=lambda one: type(one).__name__)
def test_a_layer_nobody_has_heard_of_is_explained(layer: Layer) -> None:
    X = np.random.default_rng(0).normal(size=(2, 4))
    steps = one_step(layer, X)
    assert len(steps) >= 3
    for step in steps:
        explainer = Explainer(step)
        assert General(explainer).text().startswith(step.name)
        for index in np.ndindex(step.value.shape):
            check_numbers(explainer.cell(index))


def test_cells_that_only_move_are_found_where_they_were() -> None:
    X = np.random.default_rng(0).normal(size=(2, 4))
    steps = {step.name: step for step in one_step(Picky(), X)}
    with pytest.raises(UnexplainedError, match="argsort"):
        Explainer(steps["order"]).cell((0, 0))
    for name in ("S", "F", "Y", "dX"):
        explainer = Explainer(steps[name])
        for index in np.ndindex(steps[name].value.shape):
            check_numbers(explainer.cell(index))
    largest = Explainer(steps["F"]).cell((0, 0))
    assert isinstance(largest, Operand)
    assert largest.value == steps["S"].value[0, -1]


def test_a_choice_shows_what_was_taken_and_a_maximum_where_it_was() -> None:
    step = RecordedLine(
        "t", "t", "m", "Y", "np.where(X > 0, X, 0) - X.max(axis=0)", {}, None, 1, ""
    )
    X = np.array([[1.0, -2.0], [3.0, 4.0]])
    value = np.where(X > 0, X, 0) - X.max(axis=0)
    step = RecordedLine(**{**vars(step), "operands": {"X": X}, "value": value})
    cell = Explainer(step).cell((0, 1))
    chosen, extreme = cell.parts()
    assert isinstance(chosen, Selection)
    assert chosen.condition.value == 0
    assert chosen.value == 0
    assert isinstance(extreme, Extremum)
    assert extreme.part == Operand(4.0, "X", (1, 1), X)
    assert extreme.count == 2


def test_replicas_are_explained_each_with_its_own_numbers() -> None:
    network = Network((Linear(3, 2), ACTIVATIONS["tanh"](), Linear(2, 1)))
    decay = np.array([0.1, 0.2]).reshape(2, 1, 1)
    objective = Objective(network, HalfSquaredError(), L2(decay))
    trainer = Trainer(objective, sgd(0.1), 2, (4, 5), np.float64)
    X, y = np.random.default_rng(0).normal(size=(2, 3)), np.ones((2, 1))
    taken = record(trainer, trainer.start(Normal(1.0)), X, y)
    for _, step, index, cell in every_cell(taken):
        assert cell.value == float(np.asarray(step.value)[index])
        check_numbers(cell)


def test_there_is_no_such_cell() -> None:
    X = np.ones((1, 4))
    with pytest.raises(IndexError):
        Explainer(one_step(Softplus(), X)[0]).cell((1, 0))


@pytest.mark.parametrize("size", [5, 10_000])
def test_the_largest_addends_come_first_in_size_and_then_in_order(size: int) -> None:
    rng = np.random.default_rng(3)
    addends = rng.integers(-9, 10, size).astype(float)
    addends[size // 2 :] += 100 * rng.permutation(size - size // 2)
    total = Summation(float(addends.sum()), addends, lambda k: Expression(float(addends[k])))
    expected = np.argsort(-np.abs(addends), kind="stable")[:6]
    assert total.largest(6).tolist() == expected.tolist()
