"""Any lab's next training step can be stepped through, and the lab's run stands still."""

from typing import Any

import numpy as np
import pytest

from sandbox.engine.provenance import Provenance
from sandbox.labs.experiments.classifier import Classifier
from sandbox.labs.experiments.weight_decay import WeightDecayLab
from sandbox.labs.knobs import parse_settings
from sandbox.labs.lab import Lab
from sandbox.labs.session import Session
from sandbox.labs.stepper import Stepper
from sandbox.labs.training import Training
from sandbox.passes.recorded_step import EditError

CASES: list[tuple[Lab[Any], dict[str, str]]] = [
    (WeightDecayLab(), {"decay": "3"}),
    (Classifier(), {"data": "garments", "n_train": "64", "batch": "8", "hidden": "6,4"}),
]


def pair(lab: Lab[Any], texts: dict[str, str]) -> tuple[Session, Session]:
    """The lab's own session, one minibatch on, and one that steps through what comes next."""
    settings = parse_settings(lab.knobs, texts)
    own = Session(lab, settings, seed=3)
    own.step()
    training = lab.training(own.state)
    assert isinstance(training, Training)
    stepper = Stepper(lab, own.state, settings, training)
    return own, Session(stepper, stepper.settings)


def weights(state: Any) -> np.ndarray:
    array: np.ndarray = state.params[0]["W"]
    return array


@pytest.mark.parametrize(("lab", "texts"), CASES, ids=lambda case: getattr(case, "id", ""))
def test_the_lines_are_those_of_the_run_s_own_next_steps(
    lab: Lab[Any], texts: dict[str, str]
) -> None:
    own, steps = pair(lab, texts)
    start = weights(own.state.state)
    for update in range(2, 4):
        frame = steps.frame()
        assert frame.facts == {"update": str(update)}
        assert frame.total == len(steps.state.taken.shown)
        while not steps.finished:
            steps.forward()
        own.step()
        assert (weights(steps.state.taken.recording.after) == weights(own.state.state)).all()
        steps.forward()
        assert steps.state.cursor == 0
    assert (weights(steps.state.training.state) == weights(own.state.state)).all()
    while own.position > 1:
        own.back()
        if own.position == 1:
            assert weights(own.state.state) is start


@pytest.mark.parametrize(("lab", "texts"), CASES, ids=lambda case: getattr(case, "id", ""))
def test_live_knobs_and_edits_act_on_the_lines_at_hand(
    lab: Lab[Any], texts: dict[str, str]
) -> None:
    _, steps = pair(lab, texts)
    assert all(knob.acts == "live" for knob in steps.lab.knobs)
    for _ in range(3):
        steps.forward()
    before = steps.state.taken
    assert steps.set_knob("decay", 5.0)
    assert steps.state.cursor == 3
    assert steps.frame().metrics["J"] != before.recording.forward.J.item()
    turned = steps.state.taken
    steps.push(
        steps.lab.with_value(steps.state, Provenance("parameter", place=0, name="W"), (0, 0), 9.0)
    )
    assert weights(steps.state.taken.recording.before)[0, 0] == 9.0
    assert steps.state.taken.recording.forward.J.item() != turned.recording.forward.J.item()
    steps.back()
    assert steps.state.taken is turned
    with pytest.raises(EditError, match="the rest is computed"):
        steps.lab.with_value(steps.state, Provenance("step", step=0), (0, 0), 1.0)


def test_a_lab_without_lines_says_that_nothing_of_it_can_be_set() -> None:
    lab = WeightDecayLab()
    state = Session(lab, parse_settings(lab.knobs, {})).state
    with pytest.raises(EditError, match="computed"):
        lab.with_value(state, Provenance("parameter", place=0, name="W"), (0, 0), 1.0)
