"""The stepper's model, without a widget: what is asked, typed, predicted and said."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from sandbox.passes import path
from sandbox.passes.path import CellRef
from sandbox.ui.widgets.stepper.model import StepperModel
from tests.ui.stage import propagation


@pytest.fixture
def model() -> StepperModel:
    return StepperModel(propagation(14).frame().picture("steps"))


def first_weight(model: StepperModel) -> CellRef:
    """The first cell of the first parameter that a line of the step uses."""
    recorded = model.recorded
    for step, shown in enumerate(recorded.shown):
        for name, operand in shown.step.operands.items():
            if isinstance(operand, np.ndarray) and operand.ndim == 2:
                spot = CellRef.of_operand(recorded, step, name, (0, 0))
                if spot.origin.kind == "parameter":
                    return spot
    raise AssertionError("no line uses a weight")


def last_value(model: StepperModel) -> CellRef:
    at = model.picture.cursor
    return CellRef.of_line(at, (0,) * np.ndim(model.picture.steps[at].step.value))


def type_in(model: StepperModel, text: str) -> None:
    for character in text:
        assert model.press(character, character, None)


def test_it_needs_no_textual() -> None:
    program = "import sys, sandbox.ui.widgets.stepper.model; print('textual' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.split() == ["False"], done.stderr


def test_a_number_is_followed_to_what_made_it_and_back(model: StepperModel) -> None:
    spot = last_value(model)
    assert model.keys == "steps"
    model.ask(spot)
    assert model.keys == "asking"
    assert model.inspection.here == spot
    followed = model.inspection.row.spot
    model.ask(spot)
    assert model.inspection.here == followed
    model.back()
    assert model.inspection.here == spot
    model.back()
    assert model.inspection is None
    assert model.line == model.picture.cursor


def test_an_edit_is_a_weight_and_what_was_typed_and_lights_what_differs(model) -> None:
    spot = first_weight(model)
    before = model.picture
    model.open_change(spot)
    type_in(model, "1x")
    assert model.accept() is None
    assert model.entry.error == ("asking.change.not_a_number", {})
    assert model.press("backspace", "", None)
    assert model.entry.error is None
    edit = model.accept()
    assert (edit.origin, edit.index, edit.value) == (spot.origin, spot.index, 1.0)
    changed = model.recorded.edited(edit.origin, edit.index, edit.value)
    model.show(replace(before, steps=changed.shown, taken=changed))
    assert model.note == ("asking.change.done", {"cell": path.name(changed, spot), "value": "1"})
    differ = {
        number
        for number, (old, new) in enumerate(zip(before.steps, changed.shown, strict=True))
        if not np.array_equal(old.step.value, new.step.value)
    }
    assert model.lit == differ
    assert differ


def test_what_is_computed_cannot_be_set(model: StepperModel) -> None:
    model.open_change(last_value(model))
    assert model.entry is None
    assert model.note[0] == "asking.change.computed"


def test_a_hidden_value_is_shown_once_it_was_told(model: StepperModel) -> None:
    spot = last_value(model)
    truth = float(np.asarray(model.picture.current.step.value)[spot.index])
    model.toggle_prediction()
    assert (model.hidden, model.keys) == (True, "blank")
    model.ask_uses(spot)
    assert model.inspection is None
    assert model.note[0] == "asking.predict.first"
    digit, *rest = repr(truth)
    assert model.press(digit, digit, spot)
    type_in(model, "".join(rest))
    assert model.accept() is None
    assert not model.hidden
    assert model.prediction.reply[0].right
    model.toggle_prediction()
    assert model.note == ("asking.predict.off", {"right": 1, "asked": 1})


def test_the_run_takes_the_inspection_with_it(model: StepperModel) -> None:
    model.ask(last_value(model))
    assert model.show(replace(model.picture, cursor=model.picture.cursor - 1))
    assert model.inspection.line == model.picture.cursor
    assert model.inspection.here == last_value(model)
