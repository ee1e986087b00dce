"""Norms: the lecture's numbers, and where their order turns."""

from math import sqrt

import numpy as np
import pytest

from sandbox.labs.experiments.norms import Norms
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session

LAB = Norms()


def frame(p: str) -> Frame:
    return Session(LAB, parse_settings(LAB.knobs, {"p": p})).frame()


@pytest.mark.parametrize(
    ("p", "a", "b"),
    [("1", 1.0, 1.0), ("2", 0.583095, 0.707107), ("0.5", 2.985641, 2.0), ("100", 0.4, 0.5)],
)
def test_the_lectures_two_vectors(p: str, a: float, b: float) -> None:
    metrics = frame(p).metrics
    assert metrics["a"] == pytest.approx(a, abs=4e-3 if p == "100" else 5e-7)
    assert metrics["b"] == pytest.approx(b, abs=4e-3 if p == "100" else 5e-7)


def test_the_order_turns_at_one() -> None:
    for p in ("0.2", "0.9"):
        assert frame(p).metrics["a"] > frame(p).metrics["b"]
    for p in ("1.1", "3", "10"):
        assert frame(p).metrics["a"] < frame(p).metrics["b"]


def test_the_slider_stops_at_one_and_at_two() -> None:
    (knob,) = LAB.knobs
    assert knob.nudge(2.0, -1, coarse=True) == 1.0
    assert knob.nudge(0.5, 5) == 1.0
    assert knob.nudge(1.0, 1, coarse=True) == 2.0


def test_the_terms_add_up_to_the_norm() -> None:
    *entries, total, norm = frame("3").picture("terms").rows
    assert len(entries) == 3
    for column in (1, 2):
        assert sum(row[column] for row in entries) == pytest.approx(total[column])
        assert total[column] ** (1 / 3) == pytest.approx(norm[column])
    assert norm[1] == frame("3").metrics["a"]


@pytest.mark.parametrize("p", ["0.5", "1", "2", "10"])
def test_every_point_of_the_ball_has_norm_one(p: str) -> None:
    outline = frame(p).picture("ball").lines[0]
    x, y = np.abs(outline.x), np.abs(outline.y)
    np.testing.assert_allclose(x ** float(p) + y ** float(p), 1, rtol=1e-9)
    assert x.max() == pytest.approx(1)
    assert frame(p).picture("ball").square


def test_ball_corners_point_inwards_below_one() -> None:
    """The point on the diagonal: 2^(−1/p) along each axis."""
    for p, at in (("0.5", 0.25), ("1", 0.5), ("2", sqrt(0.5))):
        outline = frame(p).picture("ball").lines[0]
        diagonal = np.argmin(np.abs(np.subtract(outline.x, outline.y)))
        assert abs(outline.x[diagonal]) == pytest.approx(at, rel=0.02)


@pytest.mark.parametrize(
    ("p", "straight"), [("0.5", 24.0), ("1", 12.0), ("2", 6 * sqrt(2)), ("100", 6.0)]
)
def test_paths_along_the_axes_are_as_long_in_every_norm(p: str, straight: float) -> None:
    bars = frame(p).picture("lengths")
    assert bars.labels == ("over", "under", "stairs", "straight")
    assert bars.values[:3] == pytest.approx((12, 12, 12))
    assert bars.values[3] == pytest.approx(straight, rel=0.01)


def test_all_paths_lead_from_the_one_point_to_the_other() -> None:
    for path in frame("2").picture("paths").lines:
        assert (path.x[0], path.y[0]) == (0, 0)
        assert (path.x[-1], path.y[-1]) == (6, 6)
        steps = np.abs(np.diff([path.x, path.y]))
        assert (steps.min(axis=0) == 0).all() == (path.name != "straight")


def test_the_mark_follows_the_knob() -> None:
    session = Session(LAB, parse_settings(LAB.knobs, {}))
    assert session.finished
    assert session.set_knob("p", 0.5)
    sizes = session.frame().picture("sizes")
    assert sizes.cursor == 0.5
    assert sizes.lines[0].y[0] == pytest.approx(2.9856, abs=1e-4)


@pytest.mark.parametrize("p", [0.2, 1.234, 17.3, 100.0])
def test_the_norms_at_the_mark_are_those_of_that_p(p: float) -> None:
    sizes = frame(str(p)).picture("sizes")
    for line, vector in zip(sizes.lines, ([0.3, 0.3, 0.4], [0.5, 0.5]), strict=True):
        assert sizes.value(line) == pytest.approx((np.array(vector) ** p).sum() ** (1 / p))
