"""A gradient of exactly zero names the unit that is off or dropped."""

import numpy as np
import pytest

from sandbox.engine.provenance import Provenance
from sandbox.labs.experiments.classifier import Classifier
from sandbox.labs.experiments.propagation import Propagation
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session
from sandbox.passes.recorded_step import RecordedStep
from sandbox.passes.zero_cause import find_zero_cause

LAB = Propagation()


def taken(**texts: str) -> RecordedStep:
    run: RecordedStep = Session(LAB, parse_settings(LAB.knobs, texts), seed=0).state.taken
    return run


def line(run: RecordedStep, symbol: str) -> int:
    return next(i for i, shown in enumerate(run.shown) if shown.symbol == symbol)


@pytest.mark.parametrize(
    ("symbol", "index", "cell"),
    [
        ("∂J/∂z", (0, 1), "φ′(z)[1]"),
        ("∂L/∂W⁽¹⁾", (0, 1), "φ′(z)[1]"),
        ("∂L/∂W⁽²⁾", (1, 0), "h[1]"),
        ("h", (0, 1), "h[1]"),
    ],
)
def test_a_unit_that_is_off_is_named(symbol: str, index: tuple[int, int], cell: str) -> None:
    run = taken()
    found = find_zero_cause(run, line(run, symbol), index)
    assert found is not None
    assert (found.why, found.cell) == ("off", cell)
    assert run.shown[found.step].step.value[found.index] == 0


def test_what_is_not_zero_or_is_so_by_its_numbers_is_not_silent() -> None:
    run = taken()
    assert find_zero_cause(run, line(run, "∂J/∂z"), (0, 0)) is None
    # With an input of 0 the weight's gradient is 0, and no unit is to blame.
    still = taken(activation="tanh").edited(Provenance("input"), (0, 0), 0.0)
    assert still.recording.steps[line(still, "∂L/∂W⁽¹⁾")].value[0, 0] == 0
    assert find_zero_cause(still, line(still, "∂L/∂W⁽¹⁾"), (0, 0)) is None


def test_a_dropped_unit_is_named() -> None:
    lab = Classifier()
    texts = {"data": "garments", "n_train": "64", "batch": "4", "hidden": "8", "dropout": "0.5"}
    settings = parse_settings(lab.knobs, {**texts, "activation": "sigmoid"})
    run = lab.recorded_step(Session(lab, settings, 0).state)
    mask = run.recording.steps[line(run, "m")].value
    row, column = np.argwhere(~mask)[0]
    found = find_zero_cause(run, line(run, "∂J/∂h"), (int(row), int(column)))
    assert found is not None
    assert (found.why, found.cell) == ("dropped", f"m[{row},{column}]")
