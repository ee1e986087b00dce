"""Outlier: both fits are the best there are, and only one of them follows."""

from collections.abc import Callable

import numpy as np
import pytest

from sandbox.labs.experiments.robust_loss import DRAGGED, N, RobustLoss, dragged, fits, points
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session

LAB = RobustLoss()


def frame(loss: str, outlier: float, seed: int = 0) -> Frame:
    texts = {"loss": loss, "outlier": str(outlier)}
    return Session(LAB, parse_settings(LAB.knobs, texts), seed).frame()


MEANS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "l1": lambda misses: np.abs(misses).mean(axis=(-2, -1)),
    "l2": lambda misses: (misses**2).mean(axis=(-2, -1)),
}


@pytest.mark.parametrize("loss", ["l1", "l2"])
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("by", [0, 3, 20])
def test_no_line_near_has_a_smaller_loss(loss: str, seed: int, by: float) -> None:
    X, y = points(seed)
    y = dragged(y, by)
    W = fits(loss, X, y)[0]
    tried = W + np.random.default_rng(0).normal(0, 0.2, (3000, 2, 1))
    best = MEANS[loss](X @ W - y)
    assert best == pytest.approx(frame(loss, by, seed).metrics["L"])
    assert (MEANS[loss](X @ tried - y) >= best).all()


@pytest.mark.parametrize("seed", range(5))
def test_the_l2_fit_follows_however_far(seed: int) -> None:
    """(x₈ − x̄) / Σ(x − x̄)² = 3/110 of slope for every unit; its intercept falls by 1/22."""
    start = frame("l2", 0, seed).metrics
    for by in (10.0, 20.0, 1000.0):
        moved = frame("l2", by, seed).metrics
        assert moved["slope"] - start["slope"] == pytest.approx(by * 3 / 110)
        assert moved["intercept"] - start["intercept"] == pytest.approx(-by / 22)


def test_the_l1_fit_stays() -> None:
    for seed in range(20):
        start, far = frame("l1", 0, seed).metrics, frame("l1", 5, seed).metrics
        assert abs(far["slope"] - start["slope"]) < 0.12, seed
        for by in (20.0, 1000.0):
            further = frame("l1", by, seed).metrics
            assert further["slope"] == far["slope"], "not even by a rounding error"
            assert further["intercept"] == far["intercept"]


def test_the_pulls_say_why() -> None:
    far, further = (frame("l2", by).picture("pulls").values for by in (10, 20))
    assert sum(far) == pytest.approx(0, abs=1e-9)
    assert further[DRAGGED] > 1.8 * far[DRAGGED]
    assert np.argmax(np.abs(further)) == DRAGGED
    for by in (10, 20):
        pulls = frame("l1", by).picture("pulls").values
        assert pulls[DRAGGED] == 1
        assert set(np.round(pulls, 9)) <= {-1, 0, 1}


def test_the_numbers_of_the_lesson() -> None:
    """At seed 0, which the app begins with."""
    assert frame("l2", 0).metrics["slope"] == pytest.approx(0.58, abs=0.005)
    assert frame("l2", 20).metrics["slope"] == pytest.approx(1.12, abs=0.005)
    assert frame("l1", 0).metrics["slope"] == pytest.approx(0.58, abs=0.005)
    assert frame("l1", 20).metrics["slope"] == pytest.approx(0.62, abs=0.005)


def test_without_an_outlier_the_l1_fit_scatters_more() -> None:
    slopes = {
        loss: [fits(loss, *points(seed))[0][1, 0] for seed in range(200)] for loss in ("l1", "l2")
    }
    assert np.std(slopes["l1"]) > 1.1 * np.std(slopes["l2"])
    assert np.mean(slopes["l1"]) == pytest.approx(0.5, abs=0.01)


def test_a_point_far_out_in_x_moves_both() -> None:
    X, y = points(0)
    X, y = np.vstack([X, [[1, 200]]]), np.vstack([y, [[0.0]]])
    for loss in ("l1", "l2"):
        assert fits(loss, X, y)[0][1, 0] < 0.1


def test_the_picture_has_every_point_once_and_the_line_from_before() -> None:
    now, before, others, outlier = frame("l2", 20).picture("line").lines
    assert len(others.x) + len(outlier.x) == N
    assert outlier.x == (DRAGGED,)
    assert outlier.y[0] == pytest.approx(points(0)[1][DRAGGED, 0] + 20)
    assert others.dots
    assert outlier.dots
    assert before.y == pytest.approx(frame("l2", 0).picture("line").lines[0].y)
    assert now.y[-1] > before.y[-1] + 3


def test_a_point_that_is_dragged_further_than_the_slider_goes_stays_in_the_picture() -> None:
    for loss in ("l1", "l2"):
        assert frame(loss, 20).picture("line").y_limits == (0.0, 30.0)
        picture = frame(loss, 1000).picture("line")
        low, high = picture.y_limits
        assert all(low <= y <= high for line in picture.lines for y in line.y)


def test_both_knobs_act_live() -> None:
    session = Session(LAB, parse_settings(LAB.knobs, {}))
    assert session.set_knob("outlier", 20.0)
    assert session.set_knob("loss", "l1")
    assert session.frame().metrics == frame("l1", 20).metrics


@pytest.mark.parametrize("by", [0.0, 0.3, 5.0, 20.0])
def test_the_sign_of_rounding_is_no_vote(by: float) -> None:
    """A line that fits best by L1 goes through two points at the least, and these do not pull."""
    for seed in range(20):
        X, y = points(seed)
        y = dragged(y, by)
        misses = (X @ fits("l1", X, y)[0] - y)[:, 0]
        met = np.isclose(misses, 0, atol=1e-9)
        votes = np.array(frame("l1", by, seed).picture("pulls").values)
        assert met.sum() >= 2
        np.testing.assert_array_equal(votes, np.where(met, 0, -np.sign(misses)))


def test_where_another_line_is_as_good_it_is_drawn() -> None:
    """With seed 0 nothing dragged, and the lines through points 3 and 9, and 1 and 9."""
    X, y = points(0)
    through = [np.polyfit(X[pair, 1], y[pair, 0], 1) for pair in ([3, 9], [1, 9])]
    sums = [np.abs(np.polyval(line, X[:, 1]) - y[:, 0]).sum() for line in through]
    assert sums[0] == pytest.approx(sums[1], rel=1e-12)
    lines = {line.name: line for line in frame("l1", 0).picture("line").lines}
    slopes = [(lines[name].y[-1] - lines[name].y[0]) / 10 for name in ("fit", "as_good")]
    assert sorted(slopes) == pytest.approx(sorted(line[0] for line in through))
    for seed in range(5):
        assert not any(
            line.name == "as_good" for line in frame("l2", 0, seed).picture("line").lines
        )


def test_bars_keep_their_scale_as_the_point_is_dragged() -> None:
    for loss in ("l1", "l2"):
        shown = [frame(loss, by).picture("pulls") for by in (0, 7, 20)]
        assert len({bars.scale for bars in shown}) == 1
        assert max(map(abs, shown[-1].values)) == pytest.approx(shown[0].scale)
