"""A learner's answer is judged, and the usual mistakes are known by name."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.labs.experiments.propagation import Propagation
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session
from sandbox.passes.prediction import PredictionError, judge, parse_prediction
from sandbox.passes.recorded_step import RecordedStep

LAB = Propagation()


def taken(**texts: str) -> RecordedStep:
    run: RecordedStep = Session(LAB, parse_settings(LAB.knobs, texts), seed=0).state.taken
    return run


def verdict(run: RecordedStep, symbol: str, index: tuple[int, int], text: str) -> str:
    step = next(i for i, shown in enumerate(run.shown) if shown.symbol == symbol)
    return judge(run, step, index, parse_prediction(text)).verdict


def value(run: RecordedStep, symbol: str) -> np.ndarray:
    array: np.ndarray = next(s.step.value for s in run.shown if s.symbol == symbol)
    return array


def test_right_answers() -> None:
    run = taken()
    truth = value(run, "∂J/∂W⁽²⁾")[2, 1]
    assert verdict(run, "∂J/∂W⁽²⁾", (2, 1), f"{truth:.6f}") == "exact"
    assert verdict(run, "∂J/∂W⁽²⁾", (2, 1), "0.50") == "exact", "to the digits that were given"
    assert verdict(run, "∂J/∂W⁽²⁾", (2, 1), "0.51") == "approximate"
    assert verdict(run, "∂J/∂W⁽²⁾", (2, 1), "0.6") == "different"
    assert verdict(run, "∂J/∂W⁽²⁾", (2, 1), "+") == "right-sign"
    assert verdict(run, "∂J/∂W⁽²⁾", (2, 1), "-") == "wrong-sign"
    assert verdict(run, "∂J/∂W⁽²⁾", (2, 1), "3x2") == "right-shape"
    assert verdict(run, "∂J/∂W⁽²⁾", (2, 1), "2 × 3") == "swapped-shape"
    assert verdict(run, "∂J/∂W⁽²⁾", (2, 1), "3x3") == "different"


def test_the_usual_mistakes_are_known_by_name() -> None:
    run = taken(batch="2", hidden="2", activation="tanh")

    def said(symbol: str, index: tuple[int, int], number: float) -> str:
        return verdict(run, symbol, index, f"{number:.9f}")

    dW2, dL2 = value(run, "∂J/∂W⁽²⁾"), value(run, "∂L/∂W⁽²⁾")
    assert said("∂J/∂W⁽²⁾", (0, 1), dL2[0, 1]) == "forgot-penalty"
    assert said("∂J/∂W⁽²⁾", (0, 1), dW2[1, 0]) == "transposed"
    assert said("∂J/∂W⁽²⁾", (0, 1), -dW2[0, 1]) == "wrong-sign"
    assert said("∂J/∂W⁽²⁾", (0, 1), dW2[0, 0]) == "other-cell"
    assert said("∂J/∂z", (0, 1), value(run, "∂J/∂h")[0, 1]) == "forgot-slope"
    assert said("∂J/∂o", (1, 1), 2 * value(run, "∂J/∂o")[1, 1]) == "forgot-mean"
    new, old = value(run, "W⁽²⁾ ←")[0, 1], run.recording.before.params[2]["W"][0, 1]
    assert said("W⁽²⁾ ←", (0, 1), old - dW2[0, 1]) == "forgot-rate"
    assert said("W⁽²⁾ ←", (0, 1), 2 * old - new) == "uphill"
    lone = taken()
    E = value(lone, "½‖o − y‖²")
    assert verdict(lone, "½‖o − y‖²", (0, 0), f"{2 * E.item():.9f}") == "factor-two"


@pytest.mark.parametrize("text", ["", "nan", "inf", "three", "3x", "--1"])
def test_what_is_no_answer_is_said(text: str) -> None:
    with pytest.raises(PredictionError, match="give a number"):
        parse_prediction(text)


@given(st.text(max_size=8))
def test_any_text_is_an_answer_or_an_error(text: str) -> None:
    try:
        answer = parse_prediction(text)
    except PredictionError:
        return
    assert (answer.number, answer.sign, answer.shape) != (None, None, None)
