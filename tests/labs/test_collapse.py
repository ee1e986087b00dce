"""Linear layers collapse into one, whatever the numbers; with σ between them they do not."""

import numpy as np
import pytest

from sandbox.labs.experiments.linear_collapse import LinearCollapse, merged
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session

LAB = LinearCollapse()


def begun(seed: int = 0, **texts: str) -> Session:
    return Session(LAB, parse_settings(LAB.knobs, texts), seed)


@pytest.mark.parametrize("hidden", ["5", "1", "5,5,5", "64,64,64,64"])
def test_linear_layers_are_one_linear_layer(hidden: str) -> None:
    for seed in range(50):
        assert begun(seed, hidden=hidden).frame().metrics["gap"] <= 1e-12


@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh"])
@pytest.mark.parametrize("hidden", ["5", "5,5,5"])
def test_any_function_between_them_keeps_them_apart(activation: str, hidden: str) -> None:
    for seed in range(200):
        assert begun(seed, activation=activation, hidden=hidden).frame().metrics["gap"] > 0.1


def test_merged_weights_and_biases_are_those_of_the_formula() -> None:
    first = {"W": np.array([[1.0, 2.0], [0.0, 1.0]]), "b": np.array([[3.0, -1.0]])}
    second = {"W": np.array([[2.0], [5.0]]), "b": np.array([[4.0]])}
    both = merged(first, second)
    assert both["W"].tolist() == [[12.0], [5.0]]
    assert both["b"].tolist() == [[3 * 2 - 1 * 5 + 4]]


def test_sigma_is_all_that_turning_it_on_changes() -> None:
    session = begun()
    before = session.frame()
    assert session.set_knob("activation", "relu"), "it acts at once"
    after = session.frame()
    assert np.array_equal(before.picture("collapsed").values, after.picture("collapsed").values)
    assert not np.array_equal(before.picture("stacked").values, after.picture("stacked").values)
    difference = after.picture("difference").values
    expected = after.picture("stacked").values - after.picture("collapsed").values
    assert np.array_equal(difference, expected)
    assert after.metrics["gap"] == np.abs(difference).max()
    assert difference.shape == (6, 3)


def test_a_step_draws_other_numbers_and_goes_back_to_the_same() -> None:
    session = begun()
    assert session.finished, "one draw shows it"
    first = session.frame()
    session.forward()
    second = session.frame()
    assert second.done == 2
    assert second.metrics["gap"] <= 1e-12
    assert not np.isclose(first.picture("stacked").values, second.picture("stacked").values).any()
    session.back()
    assert np.array_equal(
        session.frame().picture("stacked").values, first.picture("stacked").values
    )
    session.forward()
    assert np.array_equal(
        session.frame().picture("stacked").values, second.picture("stacked").values
    )
