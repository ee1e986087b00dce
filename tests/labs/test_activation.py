"""Activation functions: values, slopes, tangents, and what many layers leave of a slope."""

from math import exp

import numpy as np
import pytest

from sandbox.labs.experiments.activation import Activations
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session

LAB = Activations()


def looked_at(**texts: str) -> Frame:
    return Session(LAB, parse_settings(LAB.knobs, texts)).frame()


def value(function: str, x: float) -> float:
    return looked_at(function=function, x=str(x)).metrics["value"]


def slope(function: str, x: float) -> float:
    return looked_at(function=function, x=str(x)).metrics["slope"]


def test_sigmoid_is_steepest_at_0_and_flat_far_out() -> None:
    assert value("sigmoid", 0) == 0.5
    assert slope("sigmoid", 0) == 0.25
    assert slope("sigmoid", 8) == pytest.approx(3.4e-4, rel=0.02)
    assert value("sigmoid", 2) == pytest.approx(0.8808, abs=5e-5)
    for x in (-3.0, 0.7, 5.0):
        assert value("sigmoid", x) == pytest.approx(1 / (1 + exp(-x)))
        assert slope("sigmoid", x) == pytest.approx(value("sigmoid", x) * (1 - value("sigmoid", x)))


def test_ten_layers_of_sigmoid_leave_a_millionth_at_best() -> None:
    metrics = looked_at(function="sigmoid", depth="10").metrics
    assert metrics["best_case"] == 0.25**10 == pytest.approx(9.5e-7, rel=0.01)
    assert looked_at(function="sigmoid", depth="4").metrics["best_case"] == 0.00390625
    for function in ("relu", "tanh"):
        assert looked_at(function=function, depth="10", x="3").metrics["best_case"] == 1


@pytest.mark.parametrize("x", [-4.0, -0.3, 0.0, 1.0, 2.5])
def test_tanh_is_a_sigmoid_made_twice_as_high_and_twice_as_narrow(x: float) -> None:
    assert value("tanh", x) == pytest.approx(2 * value("sigmoid", 2 * x) - 1, abs=1e-15)
    assert slope("tanh", x) == pytest.approx(4 * slope("sigmoid", 2 * x))


def test_tanh_in_the_numbers_of_the_lesson() -> None:
    assert value("tanh", 1) == pytest.approx(0.7616, abs=5e-5)
    assert slope("tanh", 0) == 1
    assert slope("tanh", 8) == pytest.approx(4.5e-7, rel=0.01)


def test_the_slope_of_relu_at_its_corner_is_0_by_convention() -> None:
    assert [slope("relu", x) for x in (-0.1, 0, 0.1)] == [0, 0, 1]
    assert [value("relu", x) for x in (-2, 0, 2)] == [0, 0, 2]


@pytest.mark.parametrize("function", ["relu", "sigmoid", "tanh"])
@pytest.mark.parametrize("x", ["-2.5", "0.5", "7.9"])
def test_the_tangent_touches_the_curve_and_has_its_slope(function: str, x: str) -> None:
    frame = looked_at(function=function, x=x)
    picture = frame.picture("function")
    curve, slopes, tangent = picture.lines
    assert (curve.name, slopes.name, tangent.name) == ("value", "slope", "tangent")
    assert curve.x == tuple(round(-8 + 0.1 * i, 1) for i in range(161))
    at = curve.x.index(float(x))
    assert curve.y[at] == pytest.approx(frame.metrics["value"])
    assert slopes.y[at] == pytest.approx(frame.metrics["slope"])
    touching = tangent.x.index(float(x))
    assert tangent.y[touching] == pytest.approx(curve.y[at])
    rise = np.diff(tangent.y) / np.diff(tangent.x)
    assert rise == pytest.approx(np.full(len(rise), slopes.y[at]), abs=1e-9)
    low, high = picture.y_limits
    assert all(low <= y <= high for y in tangent.y)
    assert picture.cursor == frame.picture("gradient").cursor == float(x)


def test_slopes_are_those_of_the_curve() -> None:
    for function in ("sigmoid", "tanh"):
        picture = looked_at(function=function).picture("function")
        curve, slopes, _ = picture.lines
        central = (np.array(curve.y[2:]) - np.array(curve.y[:-2])) / 0.2
        assert central == pytest.approx(np.array(slopes.y[1:-1]), abs=5e-3)


def test_powers_of_the_slope_layer_by_layer() -> None:
    layers = looked_at(function="sigmoid", x="2", depth="3").picture("layers")
    best, here = layers.lines
    assert best.x == here.x == tuple(range(1, 51))
    assert best.y[9] == 0.25**10
    assert here.y[2] == pytest.approx(slope("sigmoid", 2) ** 3)
    assert layers.cursor == 3
    assert layers.log_y


def test_every_knob_answers_at_once() -> None:
    session = Session(LAB, parse_settings(LAB.knobs, {}))
    assert session.finished
    assert session.set_knob("function", "tanh")
    assert session.set_knob("x", 1.0)
    assert session.set_knob("depth", 2)
    assert session.frame().metrics["value"] == np.tanh(1.0)


@pytest.mark.parametrize("x", [1.234, 0.03, -7.77])
def test_the_curve_at_the_mark_is_the_function_there(x: float) -> None:
    """No drawn point lies there by itself: they are a tenth apart."""
    function, gradient, _ = looked_at(function="tanh", x=str(x)).pictures
    curve, slope, tangent = function.lines
    assert function.cursor == function.marked == x
    assert function.value(curve) == pytest.approx(np.tanh(x), rel=1e-12)
    assert function.value(slope) == pytest.approx(1 - np.tanh(x) ** 2, rel=1e-9)
    assert function.value(tangent) == function.value(curve)
    assert gradient.value(gradient.lines[0]) == function.value(slope)
