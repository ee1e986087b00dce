"""Penalties: L1 makes exact zeros at the Lasso's minimum, L2 none at Ridge's."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from sandbox.engine.arrays import Array, Params
from sandbox.engine.closed_form import least_squares
from sandbox.labs.experiments.penalties import GRID, Penalties
from sandbox.labs.experiments.regularised_fit import (
    INPUTS,
    N_TRAIN,
    How,
    Problem,
    solved,
    true_weights,
)
from sandbox.labs.frames import Frame
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session

LAB = Penalties()
SEEDS = range(10)
DECAYS = (0.0, 0.2, 1.0, 3.0, 6.0)
FINE = tuple(hundredth / 100 for hundredth in range(41))
"""Fine enough that where all inputs matter a little penalty is seen to help."""


@cache
def frame(seed: int = 0, **texts: str) -> Frame:
    return Session(LAB, parse_settings(LAB.knobs, texts), seed).frame()


def medians(penalty: str, relevant: int, of: Callable[[Params, int], Array]) -> dict[float, float]:
    """What `of` makes of the solutions for each of DECAYS, its median over ten seeds."""
    found = []
    for seed in SEEDS:
        problem = Problem(seed, relevant)
        found.append(of(solved(problem, How(penalty), DECAYS), seed))
    return dict(zip(DECAYS, np.median(found, axis=0), strict=True))


def zeros(params: Params, seed: int) -> Array:
    return (params["W"] == 0).sum(axis=(-2, -1))


def norms(params: Params, seed: int) -> Array:
    return np.linalg.norm(params["W"], axis=(-2, -1))


def best(penalty: str, relevant: int) -> float:
    """The median over ten seeds of the least test loss that any λ gives."""
    found = []
    for seed in SEEDS:
        problem = Problem(seed, relevant)
        data, params = problem.examples("test"), solved(problem, How(penalty), FINE)
        misses = data.X @ params["W"] + params["b"] - data.y
        found.append((misses**2).mean(axis=(-2, -1)).min() / 2)
    return float(np.median(found))


def centred(problem: Problem) -> tuple[np.ndarray, np.ndarray]:
    """X and y less their means, which is what a bias that costs nothing comes to."""
    data = problem.examples("train")
    return data.X - data.X.mean(axis=0), data.y - data.y.mean()


@pytest.mark.parametrize("decay", [0.2, 1.0, 3.0])
def test_lasso_is_at_its_minimum(decay: float) -> None:
    """There the loss pulls a weight by λ/2 against its sign, and one at 0 by no more than that."""
    X, y = centred(Problem(0, 5))
    W = np.array(frame(decay=str(decay)).picture("twenty").values)[:, None]
    pull = X.T @ (X @ W - y) / N_TRAIN
    zero = W == 0
    np.testing.assert_allclose(pull[~zero], -decay / 2 * np.sign(W[~zero]), atol=1e-7)
    assert (np.abs(pull[zero]) <= decay / 2).all()
    assert zero.sum() == frame(decay=str(decay)).metrics["zeros"] > 0


@pytest.mark.parametrize("decay", [0.2, 1.0, 100.0])
def test_ridge_is_at_its_minimum_and_has_no_zeros(decay: float) -> None:
    X, y = centred(Problem(0, 5))
    exact = np.linalg.solve(X.T @ X / N_TRAIN + decay * np.eye(INPUTS), X.T @ y / N_TRAIN)
    W = frame(penalty="l2", decay=str(decay)).picture("twenty").values
    np.testing.assert_allclose(W, exact[:, 0], atol=1e-8)
    assert frame(penalty="l2", decay=str(decay)).metrics["zeros"] == 0


def test_without_a_penalty_it_is_least_squares_and_lambda_does_nothing() -> None:
    X, y = centred(Problem(0, 5))
    for decay in ("0", "6"):
        W = frame(penalty="none", decay=decay).picture("twenty").values
        np.testing.assert_allclose(W, least_squares(X, y)[:, 0], atol=1e-6)
    for penalty in ("l1", "l2"):
        got = frame(penalty=penalty, decay="0").metrics
        assert got == pytest.approx(frame(penalty="none").metrics, rel=1e-5)


def test_zeros_come_one_after_another_as_lambda_grows() -> None:
    found = medians("l1", 5, zeros)
    assert found[0.0] == 0
    assert found[0.2] == pytest.approx(10, abs=1)
    assert found[1.0] == pytest.approx(15, abs=1)
    assert found[3.0] == pytest.approx(18, abs=1)
    assert found[6.0] == 20
    shrunk = medians("l2", 5, norms)
    assert [shrunk[d] for d in (0.0, 1.0, 6.0)] == pytest.approx([3.14, 1.51, 0.516], rel=0.03)
    assert set(medians("l2", 5, zeros).values()) == {0}


def test_at_lambda_two_seed_zero_keeps_the_five_inputs_that_matter() -> None:
    """The app begins with seed 0."""
    W = np.array(frame(decay="2").picture("twenty").values)
    np.testing.assert_array_equal(np.sign(W), np.sign(true_weights(5)[:, 0]))
    assert (W == 0).sum() == 15
    losses = frame(decay="2").picture("tradeoff").lines[1].y
    least = GRID[int(np.argmin(losses))]
    assert frame(decay=str(least)).metrics["zeros"] < 15, "the best λ keeps some useless inputs"
    assert losses[GRID.index(2.0)] > 3 * min(losses), "and this one shrinks the five too far"
    assert not (np.array(frame(decay="2", penalty="l2").picture("twenty").values) == 0).any()


def test_lasso_wins_where_few_inputs_matter_and_ridge_where_all_do() -> None:
    assert best("l1", 5) == pytest.approx(0.353, rel=0.005)
    assert best("l2", 5) == pytest.approx(0.606, rel=0.005)
    assert best("l1", 20) == pytest.approx(0.656, rel=0.005)
    assert best("l2", 20) == pytest.approx(0.622, rel=0.005)
    unpenalised = [frame(seed, penalty="none").metrics["test_loss"] for seed in SEEDS[:3]]
    lines = [frame(seed).picture("tradeoff").lines[1] for seed in SEEDS[:3]]
    assert [line.y[0] for line in lines] == pytest.approx(unpenalised, rel=1e-4)


def test_losses_are_drawn_where_they_turn_until_the_mark_is_beyond() -> None:
    near, far = (frame(decay=decay).picture("tradeoff") for decay in ("1", "1.05"))
    assert [picture.x_limits for picture in (near, far)] == [(0.0, 1.0), (0.0, 6.0)]
    for short, whole in zip(near.lines, far.lines, strict=True):
        assert short.x[-1] == 1.0 and whole.x == GRID
        assert short.y == whole.y[: len(short.y)]
    assert 0 < int(np.argmin(near.lines[1].y)) < len(near.lines[1].y) - 1


def test_a_subgradient_makes_weights_small_but_never_zero() -> None:
    for decay in ("1", "2", "6"):
        rough = frame(decay=decay, method="subgradient")
        W, exact = (np.array(f.picture("twenty").values) for f in (rough, frame(decay=decay)))
        assert rough.metrics["zeros"] == 0
        assert 1e-4 < np.abs(W[exact == 0]).max() < 0.12
    assert "dsW = ds * self.decay / 2 * np.sign(W)" in rough.picture("code").text
    assert "w_new = np.maximum(v - t, 0) + np.minimum(v + t, 0)" in frame().picture("code").text


def test_in_the_plane_the_solution_lies_on_ellipse_and_ball() -> None:
    data = Problem(0, None).examples("train")
    for penalty, p in (("l1", 1), ("l2", 2)):
        lines = {
            line.name: line for line in frame(penalty=penalty, decay="1").picture("plane").lines
        }
        here = np.array([lines["here"].x[0], lines["here"].y[0]])
        least = np.array([lines["least"].x[0], lines["least"].y[0]])
        np.testing.assert_allclose(least, least_squares(data.X, data.y)[:, 0])

        def loss(w: np.ndarray) -> np.ndarray:
            return ((data.X @ w - data.y) ** 2).mean(axis=0)

        outline = np.array([lines["contour"].x, lines["contour"].y])
        np.testing.assert_allclose(loss(outline), loss(here[:, None])[0], rtol=1e-9)
        ball = np.abs([lines["ball"].x, lines["ball"].y])
        radius = (np.abs(here) ** p).sum()
        np.testing.assert_allclose((ball**p).sum(axis=0), radius, rtol=1e-9)
        inside = 0.999 * np.array([lines["ball"].x, lines["ball"].y])
        assert (loss(inside) > loss(here[:, None])).all(), "no point of the ball has less loss"


def test_the_path_begins_at_the_least_loss_and_ends_on_an_axis_or_not() -> None:
    l1, l2 = (
        {line.name: line for line in frame(penalty=penalty).picture("plane").lines}["path"]
        for penalty in ("l1", "l2")
    )
    assert (l1.x[0], l1.y[0]) == pytest.approx((l2.x[0], l2.y[0]), abs=1e-6)
    assert (l1.x[-1], l1.y[-1]) == (0, 0)
    at = l1.x.index(0.0)
    assert GRID[at] == pytest.approx(1.15), "w₀ goes out first"
    assert l1.y[at] > 1
    assert min(l2.x) > 0
    assert min(l2.y) > 0


def test_a_lambda_between_the_sliders_stops_is_solved_too() -> None:
    low, typed, high = (frame(decay=decay).metrics["train_loss"] for decay in ("1", "1.02", "1.05"))
    assert low < typed < high
    assert frame(decay="100").metrics["zeros"] == 20


def test_without_a_penalty_there_is_no_ball() -> None:
    names = [line.name for line in frame(penalty="none").picture("plane").lines]
    assert names == ["contour", "path", "least", "here"]


def test_all_knobs_act_live() -> None:
    session = Session(LAB, parse_settings(LAB.knobs, {}))
    turned = {"decay": 1.0, "penalty": "l2", "relevant": 20, "method": "subgradient"}
    assert all(session.set_knob(name, value) for name, value in turned.items())
    assert session.frame().metrics["zeros"] == 0
    assert session.frame().picture("tradeoff").cursor == 1.0


def test_a_problem_is_a_function_of_its_seed() -> None:
    first = solved(Problem(3, 5), How("l1"), (0.5,))
    solved.cache_clear()
    again = solved(Problem(3, 5), How("l1"), (0.5,))
    assert again is not first
    np.testing.assert_array_equal(first["W"], again["W"])
    assert not np.array_equal(first["W"], solved(Problem(4, 5), How("l1"), (0.5,))["W"])


@pytest.mark.parametrize("penalty", ["l1", "l2"])
@pytest.mark.parametrize("decay", ["0.07", "3.3333", "50"])
def test_the_losses_at_the_mark_are_those_of_that_lambda(penalty: str, decay: str) -> None:
    """Between two stops of the slider, and beyond its end, which the axis then reaches."""
    shown = frame(decay=decay, penalty=penalty)
    losses = shown.picture("tradeoff")
    assert losses.cursor == float(decay) <= losses.x_limits[1]
    for line in losses.lines:
        assert losses.value(line) == pytest.approx(shown.metrics[line.name])


@pytest.mark.parametrize("penalty", ["l1", "l2"])
def test_the_bars_scale_stays_whatever_the_lambda(penalty: str) -> None:
    for seed in range(3):
        scale = frame(seed, penalty="none").picture("twenty").scale
        for decay in ("0", "0.2", "1", "6"):
            bars = frame(seed, penalty=penalty, decay=decay).picture("twenty")
            assert bars.scale == scale
            assert max(map(abs, bars.values)) <= scale * (1 + 1e-6)
