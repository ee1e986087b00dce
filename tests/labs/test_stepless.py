"""Every lab that trains by steps shows its next one, and every other lab says why it has none."""

from typing import Any

import numpy as np
import pytest

from sandbox.labs.catalogue import LABS, find_lab
from sandbox.labs.knobs import parse_settings
from sandbox.labs.pictures import Steps
from sandbox.labs.session import Session
from sandbox.labs.stepper import Stepper
from sandbox.labs.training import Stepless, Training
from sandbox.passes.comparison import Comparison
from sandbox.passes.recorded_step import RecordedStep

IMAGES = {"data": "garments", "n_train": "64", "batch": "8"}

TRAINING: list[tuple[str, dict[str, str]]] = [
    ("boundary", {"hidden": "4,3", "n": "30"}),
    ("boundary", {"hidden": "4", "n": "30", "penalty": "l1", "decay": "0.01", "dropout": "0.5"}),
    ("boundary", {"hidden": "4", "n": "30", "optimiser": "adam"}),
    ("classifier", IMAGES | {"hidden": "6,4"}),
    ("concise", IMAGES | {"units": "6"}),
    ("weight-decay", {"form": "concise"}),
    ("symmetry", {"init": "random"}),
    ("symmetry", {"dropout": "0.5"}),
    ("capacity", {"fit": "sgd", "columns": "4"}),
    ("penalties", {"decay": "1"}),
    ("penalties", {"decay": "1", "method": "subgradient"}),
    ("penalties", {"decay": "1", "penalty": "l2"}),
    ("penalties", {"penalty": "none"}),
]

STEPLESS = {
    "collapse": Stepless.NOTHING,
    "activation": Stepless.NOTHING,
    "capacity": Stepless.SOLVED,
    "norms": Stepless.NOTHING,
    "outlier": Stepless.SOLVED,
    "mask": Stepless.NOTHING,
    "products": Stepless.NOTHING,
    "depth": Stepless.NO_UPDATE,
}
"""At their defaults."""


def begun(id: str, texts: dict[str, str]) -> Session:
    lab = find_lab(id)
    return Session(lab, parse_settings(lab.knobs, texts))


def training_of(session: Session) -> Training:
    training = session.lab.training(session.state)
    assert isinstance(training, Training)
    return training


def alike(some: Any, others: Any) -> bool:
    return all(
        np.array_equal(layer[name], other[name])
        for layer, other in zip(some, others, strict=True)
        for name in layer
    )


@pytest.mark.parametrize("id", [lab.id for lab in LABS])
def test_a_lab_has_a_training_step_or_says_why_not(id: str) -> None:
    taken = begun(id, IMAGES if id in ("classifier", "concise") else {}).lab
    session = begun(id, IMAGES if id in ("classifier", "concise") else {})
    found = taken.recorded_step(session.state)
    if id in STEPLESS:
        assert found is STEPLESS[id]
    else:
        assert isinstance(found, RecordedStep)


@pytest.mark.parametrize(("id", "texts"), TRAINING)
def test_the_watched_step_is_the_plain_one_bit_for_bit(id: str, texts: dict[str, str]) -> None:
    training = training_of(begun(id, texts))
    for _ in range(3):
        taken, after = training.recorded(), training.after()
        assert alike(taken.recording.after.params, after.state.params)
        training = after


@pytest.mark.parametrize(("id", "texts"), TRAINING)
def test_every_gradient_of_it_agrees_with_central_differences(
    id: str, texts: dict[str, str]
) -> None:
    taken = training_of(begun(id, texts)).recorded()
    scale = max(
        float(np.abs(shown.step.value).max())
        for shown in taken.shown
        if shown.symbol.startswith("∂J/∂W")
    )
    for number, shown in enumerate(taken.shown):
        if shown.symbol.startswith("∂"):
            compared = taken.check(number, (0,) * np.ndim(shown.step.value))
            assert isinstance(compared, Comparison)
            apart = abs(compared.analytic - compared.numeric)
            assert compared.kink or apart < 1e-4 * max(scale, abs(compared.analytic), 1e-3)


@pytest.mark.parametrize(("id", "texts"), TRAINING)
def test_every_number_of_it_can_be_asked(id: str, texts: dict[str, str]) -> None:
    taken = training_of(begun(id, texts)).recorded()
    for number, shown in enumerate(taken.shown):
        index = (0,) * np.ndim(shown.step.value)
        explanation = taken.explain(number, index)
        assert explanation.value == float(np.asarray(shown.step.value)[index])
        assert taken.chain(number, index)


def test_the_steps_of_an_epoch_are_those_that_boundary_takes() -> None:
    session = begun("boundary", {"hidden": "4", "n": "30", "dropout": "0.5"})
    training = training_of(session)
    session.step()
    for _ in range(3):
        training = training.after()
    assert alike(training.state.params, session.state.state.params)


def test_symmetry_takes_all_its_points_in_their_order() -> None:
    session = begun("symmetry", {"init": "random"})
    taken = training_of(session).recorded()
    session.step()
    assert alike(taken.recording.after.params, session.state.state.params)


def test_the_model_at_hand_trains_as_it_does_among_the_others() -> None:
    session = begun("capacity", {"fit": "sgd", "columns": "4"})
    for _ in range(5):
        taken = training_of(session).recorded()
        session.step()
        together = session.state.state.params[0]["W"][3, :4]
        assert taken.recording.after.params[0]["W"] == pytest.approx(together, rel=1e-12)


def test_a_weight_that_the_penalty_holds_at_0_is_drawn_back_to_0_by_the_next_step() -> None:
    taken = training_of(begun("penalties", {"decay": "1"})).recorded()
    before, after = (
        state.params[0]["W"] for state in (taken.recording.before, taken.recording.after)
    )
    stepped = next(one.step.value for one in taken.shown if one.step.id == "descent.update.w_new")
    held = before == 0
    assert held.any()
    assert not (stepped[held] == 0).any()
    assert (after[held] == 0).all()
    assert after == pytest.approx(before, abs=1e-9)


@pytest.mark.parametrize(
    ("id", "texts", "knob", "value"),
    [
        ("capacity", {"fit": "sgd", "columns": "4"}, "columns", 6),
        ("penalties", {"decay": "1"}, "penalty", "l2"),
        ("boundary", {"hidden": "4", "n": "30"}, "decay", 0.1),
        ("symmetry", {}, "dropout", 0.5),
    ],
)
def test_the_stepper_goes_on_and_heeds_live_knobs(
    id: str, texts: dict[str, str], knob: str, value: Any
) -> None:
    session = begun(id, texts)
    stepper = Stepper(session.lab, session.state, session.settings, training_of(session))
    steps = Session(stepper, stepper.settings)
    for _ in range(len(steps.state.taken.shown) + 2):
        steps.step()
    assert steps.state.cursor == 2
    before = steps.state.taken
    steps.set_knob(knob, value)
    assert steps.state.taken is not before
    picture = steps.frame().picture("steps")
    assert isinstance(picture, Steps)
    assert picture.cursor == 2
