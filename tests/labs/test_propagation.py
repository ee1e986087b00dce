"""The stepper: every line in both notations, the lecture's derivatives with PyTorch's values."""

import numpy as np
import pytest

from sandbox.engine.provenance import Provenance
from sandbox.engine.recording import record
from sandbox.labs.experiments.propagation import Propagation, trainer_for
from sandbox.labs.knobs import parse_settings
from sandbox.labs.pictures import Graph, Steps
from sandbox.labs.session import Session
from sandbox.passes.lines import AnnotatedLine

LAB = Propagation()


def session(seed: int = 0, **texts: str) -> Session:
    return Session(LAB, parse_settings(LAB.knobs, texts), seed)


def steps(run: Session) -> Steps:
    picture = run.frame().picture("steps")
    assert isinstance(picture, Steps)
    return picture


def by_symbol(run: Session) -> dict[str, AnnotatedLine]:
    return {shown.symbol: shown for shown in steps(run).steps}


LECTURE = {
    "z": "W⁽¹⁾x",
    "h": "φ(z)",
    "o": "W⁽²⁾h",
    "s": "λ/2 · (‖W⁽¹⁾‖² + ‖W⁽²⁾‖²)",
    "J": "L + s",
    "∂J/∂L": "1",
    "∂J/∂s": "1",
    "∂s/∂W⁽²⁾": "λW⁽²⁾",
    "∂s/∂W⁽¹⁾": "λW⁽¹⁾",
    "∂J/∂W⁽²⁾": "∂J/∂o · hᵀ + λW⁽²⁾",
    "∂J/∂h": "W⁽²⁾ᵀ · ∂J/∂o",
    "∂J/∂z": "∂J/∂h ⊙ φ′(z)",
    "∂J/∂W⁽¹⁾": "∂J/∂z · xᵀ + λW⁽¹⁾",
}


def test_the_lectures_lines_are_all_there_in_its_notation() -> None:
    shown = by_symbol(session())
    assert {symbol: shown[symbol].notation for symbol in LECTURE} == LECTURE
    assert "∂J/∂o" in shown


@pytest.mark.parametrize("loss", ["squared", "cross-entropy"])
@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh", "identity"])
def test_the_worked_example_has_pytorchs_values(loss: str, activation: str) -> None:
    torch = pytest.importorskip("torch")
    run = session(seed=3, loss=loss, activation=activation, decay="0.1", batch="2")
    shown = by_symbol(run)
    taken = run.state.taken.recording
    x = torch.tensor(taken.X)
    W1, W2 = (torch.tensor(taken.before.params[place]["W"], requires_grad=True) for place in (0, 2))
    phi = {
        "relu": torch.relu,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "identity": lambda z: z * 1,
    }
    z = x @ W1
    h = phi[activation](z)
    o = h @ W2
    if loss == "squared":
        L = ((o - torch.tensor(taken.y)) ** 2).sum(1).mean() / 2
    else:
        L = torch.nn.functional.cross_entropy(o, torch.tensor(taken.y[:, 0]))
    s = 0.1 / 2 * (W1.square().sum() + W2.square().sum())
    J = L + s
    for value in (z, h, o, L, s):
        value.retain_grad()
    J.backward()
    values = {"z": z, "h": h, "o": o, "L": L, "s": s, "J": J}
    values |= {
        f"∂J/∂{name}": t.grad for name, t in [("L", L), ("s", s), ("o", o), ("h", h), ("z", z)]
    }
    values |= {"∂J/∂W⁽¹⁾": W1.grad, "∂J/∂W⁽²⁾": W2.grad}
    for symbol, value in values.items():
        expected = value.detach().numpy()
        np.testing.assert_allclose(
            np.squeeze(shown[symbol].step.value),
            np.squeeze(expected),
            rtol=1e-12,
            atol=1e-15,
            err_msg=symbol,
        )


def test_the_frame_says_what_the_pass_came_to() -> None:
    frame = session().frame()
    shown = by_symbol(session())
    assert frame.metrics["J"] == shown["J"].step.value.item()
    assert frame.metrics["J"] == pytest.approx(frame.metrics["L"] + frame.metrics["s"])
    assert 0 < frame.metrics["gradcheck"] < 1e-8


def test_phases_come_in_the_lectures_order() -> None:
    phases = [shown.phase for shown in steps(session()).steps]
    assert list(dict.fromkeys(phases)) == ["forward", "loss", "backward", "update"]
    assert phases == sorted(phases, key=["forward", "loss", "backward", "update"].index)


def test_every_line_is_one_that_ran() -> None:
    run = session(seed=1, hidden="4,3", activation="tanh", loss="cross-entropy", batch="3")
    taken = run.state.taken.recording
    again = record(trainer_for(run.state.setup), taken.before, taken.X, taken.y)
    assert [shown.step.formula for shown in steps(run).steps] == [
        step.formula for step in again.steps
    ]


def test_stepping_on_and_back_gives_the_same_lines_again() -> None:
    run = session()
    first = steps(run).steps
    for _ in range(len(first) - 1):
        run.forward()
    assert run.finished
    run.forward()
    second = steps(run)
    assert second.cursor == 0
    assert run.frame().facts["update"] == "2"
    assert second.steps[0].step.operands["W"] is run.state.taken.recording.before.params[0]["W"]
    assert second.steps[0].step.operands["W"] is not first[0].step.operands["W"]
    while run.back():
        pass
    assert steps(run).cursor == 0
    assert steps(run).steps[0].step.value is first[0].step.value


def test_a_live_knob_changes_the_line_at_hand_and_keeps_the_place() -> None:
    run = session()
    for _ in range(9):
        run.forward()
    before = steps(run)
    assert before.current.symbol == "J"
    assert run.set_knob("decay", 1.0)
    after = steps(run)
    assert after.cursor == before.cursor
    assert run.frame().metrics["s"] == pytest.approx(10 * before_s(before))
    assert run.back()
    assert run.frame().metrics["s"] == pytest.approx(before_s(before)), "what was is left as it was"


def before_s(picture: Steps) -> float:
    return next(s.step.value.item() for s in picture.steps if s.symbol == "s")


def test_a_layer_without_an_entry_is_shown_in_the_codes_words() -> None:
    from dataclasses import dataclass, replace

    from sandbox.engine.activations import Activation
    from sandbox.engine.layers import Layer
    from sandbox.engine.network import Network
    from sandbox.passes.annotation import annotate

    @dataclass(frozen=True)
    class Double(Layer):
        def forward(self, params, X):  # type: ignore[no-untyped-def]
            Y = 2 * X
            return Y, ()

        def backward_input(self, cache, dY):  # type: ignore[no-untyped-def]
            dX = 2 * dY
            return dX

    run = session()
    trainer = trainer_for(run.state.setup)
    first, act, last = trainer.objective.network.layers
    assert isinstance(act, Activation)
    network = Network((first, Double(), act, last))
    trainer = replace(trainer, objective=replace(trainer.objective, network=network))
    params = run.state.taken.recording.before.params
    state = replace(run.state.taken.recording.before, params=(params[0], {}, {}, params[2]))
    taken = record(trainer, state, run.state.taken.recording.X, run.state.taken.recording.y)
    doubled = [s for s in annotate(taken, network) if s.step.id.startswith("double")]
    assert [s.step.formula for s in doubled] == ["2 * X", "2 * dY"]
    assert doubled[0].operand_symbols == {"X": "z"}


def test_the_graph_is_the_lectures() -> None:
    run = session()
    graph = run.frame().picture("graph")
    assert isinstance(graph, Graph)
    assert {node.symbol for node in graph.nodes} == set("xzhoyLsJ") | {"W⁽¹⁾", "W⁽²⁾"}
    ids = {node.id for node in graph.nodes}
    assert all(a in ids and b in ids for a, b in graph.edges)
    assert len({(node.column, node.row) for node in graph.nodes}) == len(graph.nodes)
    for shown in steps(run).steps:
        assert shown.node in ids, shown.step.id


def test_the_largest_network_steps_too() -> None:
    run = session(inputs="784", hidden="256", outputs="10", batch="64", loss="cross-entropy")
    assert run.frame().metrics["gradcheck"] < 1e-5
    run.forward()
    assert steps(run).cursor == 1


def test_the_gradient_check_leaves_out_the_cells_that_stand_at_a_kink() -> None:
    """With no weights a unit's z is 0, where ReLU breaks: half a slope is no mistake."""
    run = session()
    assert "kinks" not in run.frame().facts
    for row in (0, 1):
        unit = Provenance("parameter", place=0, name="W")
        run.push(run.lab.with_value(run.state, unit, (row, 0), 0.0))
    assert run.frame().facts["kinks"] == "2"
    assert run.frame().metrics["gradcheck"] < 1e-8


@pytest.mark.parametrize("activation", ["relu", "tanh"])
def test_the_gradient_check_stands_at_rounding_however_far_the_weights_have_run(
    activation: str,
) -> None:
    run = session(lr="30", activation=activation)
    for _ in range(3 * len(run.state.taken.shown)):
        run.step()
    J = run.frame().metrics["J"]
    assert J > 1e6
    params, checked = run.state.taken.recording.before.params, run.state.checked
    scale = max(abs(one.analytic) for one in checked)
    for one in checked:
        place, name, index = one.cell
        step = 1e-5 * max(1.0, abs(float(params[place][name][index])))
        rounding = np.finfo(float).eps * J / step
        assert one.kink or one.difference < 2 * rounding + 1e-8 * scale


@pytest.mark.parametrize("hidden", ["3", "4,3"])
def test_the_first_seed_has_units_to_follow_and_one_that_is_off(hidden: str) -> None:
    for shown in steps(session(hidden=hidden)).steps:
        if shown.step.name == "H":
            on = np.asarray(shown.step.value) > 0
            assert on.sum() >= 2
            assert on.sum() == on.size - 1
