"""A recorded pass is checked by central differences, asked who used a number, and changed."""

import numpy as np
import pytest

from sandbox.engine.provenance import Provenance
from sandbox.labs.catalogue import find_lab
from sandbox.labs.experiments.propagation import Propagation
from sandbox.labs.graph import WEIGHTS, graph_of
from sandbox.labs.knobs import parse_settings
from sandbox.labs.networks import mlp
from sandbox.labs.session import Session
from sandbox.passes.annotation import Notation
from sandbox.passes.comparison import Comparison, Unchecked
from sandbox.passes.recorded_step import RecordedStep

LAB = Propagation()


def session(seed: int = 0, **texts: str) -> Session:
    return Session(LAB, parse_settings(LAB.knobs, texts), seed)


def taken(seed: int = 0, **texts: str) -> RecordedStep:
    run: RecordedStep = session(seed, **texts).state.taken
    return run


def number_of(run: RecordedStep, symbol: str) -> int:
    return next(i for i, shown in enumerate(run.shown) if shown.symbol == symbol)


@pytest.mark.parametrize("loss", ["squared", "cross-entropy"])
@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh"])
def test_every_gradient_of_the_pass_agrees_with_central_differences(
    loss: str, activation: str
) -> None:
    run = taken(loss=loss, activation=activation, hidden="3,3", batch="2")
    checked = 0
    for number, shown in enumerate(run.shown):
        for index in np.ndindex(np.shape(shown.step.value)):
            compared = run.check(number, index)
            if isinstance(compared, Unchecked):
                assert shown.phase != "backward" or not shown.symbol.startswith("∂")
                continue
            checked += 1
            assert not compared.kink
            assert compared.numeric == pytest.approx(compared.analytic, rel=1e-6, abs=1e-9)
    assert checked > 60
    assert run.check(0, (0, 0)) is Unchecked.VALUE


@pytest.mark.parametrize(
    ("lab", "knobs"),
    [
        ("classifier", {"n_train": "50", "hidden": "8", "batch": "5", "dropout": "0.5"}),
        ("classifier", {"n_train": "50", "hidden": "8", "batch": "5", "decay": "0.01"}),
        ("concise", {"n_train": "50", "units": "8", "batch": "5"}),
        ("weight-decay", {"form": "concise", "inputs": "5", "decay": "3"}),
        ("propagation", {"decay": "0"}),
    ],
)
def test_every_gradient_can_be_checked_with_a_penalty_and_without(
    lab: str, knobs: dict[str, str]
) -> None:
    found = find_lab(lab)
    run = Session(found, parse_settings(found.knobs, knobs))
    taken = found.recorded_step(run.state)
    assert isinstance(taken, RecordedStep)
    penalised = taken.recording.forward.s is not None
    gradients = [n for n, shown in enumerate(taken.shown) if shown.symbol.startswith("∂")]
    assert len(gradients) >= 4
    for number in gradients:
        value = np.asarray(taken.shown[number].step.value)
        index = np.unravel_index(int(np.abs(value).argmax()), value.shape)
        compared = taken.check(number, tuple(map(int, index)))
        assert isinstance(compared, Comparison)
        assert compared.kink or compared.numeric == pytest.approx(compared.analytic, rel=1e-3)
        named = taken.shown[number].symbol[1]
        assert compared.of == (named if named != "J" or penalised else "L")
        moved = compared.measured
        assert (moved.up - moved.down) / (2 * moved.step) == compared.numeric


def test_the_two_measurements_are_those_of_the_quantity_that_is_named() -> None:
    """∂L/∂W⁽¹⁾ moves L: J, which has the penalty as well, moves at another rate."""
    run = taken()
    compared = run.check(number_of(run, "∂L/∂W⁽¹⁾"), (0, 0))
    assert isinstance(compared, Comparison)
    assert (compared.of, compared.by) == ("L", "W⁽¹⁾[0,0]")
    W = run.recording.before.params[0]["W"][0, 0]
    for way, measured in ((1, compared.measured.up), (-1, compared.measured.down)):
        moved = run.edited(Provenance("parameter", place=0, name="W"), (0, 0), W + way * 1e-5)
        assert moved.recording.forward.L.item() == measured
        assert moved.recording.forward.J.item() != measured


def test_what_cannot_be_compared_says_why() -> None:
    run = taken()
    assert run.check(number_of(run, "h"), (0, 0)) is Unchecked.VALUE
    assert run.check(number_of(run, "φ′(z)"), (0, 0)) is Unchecked.HELPER
    assert run.check(len(run.shown) - 1, (0, 0)) is Unchecked.UPDATED
    lab = find_lab("weight-decay")
    concise = lab.recorded_step(Session(lab, parse_settings(lab.knobs, {"form": "concise"})).state)
    assert isinstance(concise, RecordedStep)
    assert concise.check(number_of(concise, "d"), (0, 0)) is Unchecked.DIRECTION


def test_a_kink_is_named() -> None:
    run = taken()
    zero = run.edited(Provenance("input"), (0, 0), 0.0).edited(Provenance("input"), (0, 1), 0.0)
    number = number_of(zero, "∂J/∂z")
    compared = zero.check(number, (0, 0))
    assert isinstance(compared, Comparison)
    assert compared.kink
    assert compared.analytic == 0


def test_who_used_a_number() -> None:
    run = taken(batch="2")
    h = run.recording.steps[number_of(run, "h")].value
    uses = run.uses(h, (1, 2))
    assert [use.symbol for use in uses] == ["o", "∂L/∂W⁽²⁾"]
    assert uses[0].cells == ((1, 0), (1, 1))
    assert uses[1].cells == ((2, 0), (2, 1))
    x = run.uses(run.recording.X, (0, 1))
    assert [use.symbol for use in x] == ["z", "∂L/∂W⁽¹⁾"]


def test_changing_a_weight_recomputes_everything_after_it_and_nothing_before() -> None:
    run = session()
    before = run.state.taken
    run.push(LAB.with_value(run.state, Provenance("parameter", place=2, name="W"), (0, 1), 2.0))
    after = run.state.taken
    changed = {
        a.symbol
        for a, b in zip(after.shown, before.shown, strict=True)
        if not np.array_equal(a.step.value, b.step.value)
    }
    assert {"o", "L", "J", "∂J/∂o", "∂J/∂W⁽²⁾", "∂J/∂W⁽¹⁾"} <= changed
    assert not {"z", "h", "‖W⁽¹⁾‖²"} & changed
    assert run.state.cursor == 0
    assert run.back()
    assert run.state.taken is before
    assert run.redo()
    assert run.state.taken is after


def test_inputs_and_targets_can_be_set_and_labels_stay_labels() -> None:
    run = taken(loss="cross-entropy")
    other = run.edited(Provenance("target"), (0, 0), 1 - int(run.recording.y[0, 0]))
    assert other.recording.forward.L.item() != run.recording.forward.L.item()
    with pytest.raises(ValueError, match="from 0 to 1"):
        run.edited(Provenance("target"), (0, 0), 2)
    with pytest.raises(ValueError, match=r"whole number, not 0\.5"):
        run.edited(Provenance("target"), (0, 0), 0.5)
    with pytest.raises(ValueError, match="the rest is computed"):
        run.edited(Provenance("step", step=3), (0, 0), 1.0)


def test_a_large_pass_answers_at_once() -> None:
    run = taken(inputs="784", hidden="256", outputs="10", batch="64", loss="cross-entropy")
    number = number_of(run, "∂J/∂W⁽¹⁾")
    compared = run.check(number, (400, 3))
    assert isinstance(compared, Comparison)
    assert compared.numeric == pytest.approx(compared.analytic, rel=1e-4, abs=1e-7)
    assert run.chain(len(run.shown) - 1, (3, 5))[-1].parts


@pytest.mark.parametrize(("p", "values"), [(0.0, "xzhoyL"), (0.5, "xzhh′oyL")])
def test_a_layer_that_changes_nothing_has_no_value_of_its_own_in_the_graph(
    p: float, values: str
) -> None:
    notation = Notation(mlp((4, 3, 2), "relu", (p,)), False)
    graph = graph_of("graph", notation)
    ids = [node.id for node in graph.nodes if node.row < WEIGHTS]
    assert "".join(ids) == values
    assert all(start != end for start, end in graph.edges)
