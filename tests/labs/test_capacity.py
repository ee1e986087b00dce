"""Capacity comes out as curriculum and prose say it, over many seeds."""

from math import factorial

import numpy as np
import pytest

from sandbox.engine.initialisation import Zero
from sandbox.engine.layers import LinearWithoutBias
from sandbox.engine.losses import SquaredError
from sandbox.engine.network import Network
from sandbox.engine.objective import Objective
from sandbox.engine.optimisers import sgd
from sandbox.engine.training import Trainer
from sandbox.labs.data.regression import POLYNOMIAL
from sandbox.labs.experiments.capacity import Capacity, drawn
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session

LAB = Capacity()


def session(seed: int = 0, **texts: str) -> Session:
    begun = Session(LAB, parse_settings(LAB.knobs, texts), seed)
    while not begun.finished:
        begun.forward()
    return begun


def losses(seeds: int, **texts: str) -> np.ndarray:
    """The medians of train and test loss for every number of columns: (2, columns)."""
    found = []
    for seed in range(seeds):
        lines = session(seed, **texts).frame().picture("capacities").lines
        found.append([line.y for line in lines])
    return np.median(found, axis=0)


# columns, then the range of the median train loss and that of the median test loss.
TABLE = [
    (2, (3.4, 5.4), (8, 13)),
    (4, (0.006, 0.009), (0.0115, 0.017)),
    (8, (0.0043, 0.0068), (2, 20)),
    (12, (0.0025, 0.0046), (1e5, 1e7)),
]


def test_the_table_of_exact_fits() -> None:
    train, test = losses(300)
    for columns, within, beyond in TABLE:
        assert within[0] < train[columns - 1] < within[1], columns
        assert beyond[0] < test[columns - 1] < beyond[1], columns
    assert (np.diff(train) < 0).all(), "more columns always fit the points better"
    assert test.argmin() + 1 == 4


def test_more_examples_tame_what_many_columns_do() -> None:
    train, test = losses(60, n_train="100")
    assert 0.05 < test[11] < 2
    assert test[3] == pytest.approx(0.0103, rel=0.15), "the noise alone is .01"
    _, thousand = losses(20, n_train="1000")
    assert thousand[[3, 11]] == pytest.approx(0.010, abs=6e-4)


def test_sgd_neither_fits_as_well_nor_fails_as_badly() -> None:
    train, test = losses(10, fit="sgd")
    assert 0.05 < train[11] < 0.3
    assert 0.3 < test[11] < 1.5
    assert train[3] > 10 * 0.0078, "400 epochs of it still underfit"


def test_with_as_many_columns_as_points_the_curve_goes_through_all_of_them() -> None:
    frame = session(columns="12", n_train="12").frame()
    assert frame.metrics["train_loss"] < 1e-12
    assert frame.metrics["test_loss"] > 1e3


def test_few_examples_held_back_make_an_unsure_choice() -> None:
    few, many = (
        [session(seed, n_test=n).frame().metrics["best_columns"] for seed in range(60)]
        for n in ("3", "1000")
    )
    assert sum(best == 4 for best in few) < 36
    assert sum(best == 4 for best in many) > 44
    assert max(few) >= 8
    assert max(many) <= 7


def test_each_model_is_what_it_would_be_alone() -> None:
    """All are trained as replicas of one run; a column that a model has not stays out of it."""
    together = session(fit="sgd").state.state.params[0]["W"]
    for columns in (1, 4, 12):
        data = drawn("train", 20, 0)
        network = Network((LinearWithoutBias(columns, 1),))
        alone = Trainer(Objective(network, SquaredError()), sgd(0.01), 10, 0, np.float64)
        state = alone.start(Zero())
        X, y = data.X[columns - 1, :, :columns], data.y[0]
        for step in range(800):
            rows, _ = alone.batch(step, type(data)(np.arange(20.0)[:, None], y))
            rows = rows[:, 0].astype(int)
            state, _ = alone.step(state, X[rows], y[rows])
        np.testing.assert_allclose(
            together[columns - 1, :columns], state.params[0]["W"], rtol=1e-9, atol=1e-12
        )
        assert (together[columns - 1, columns:] == 0).all()


def test_the_right_columns_find_the_curve_that_the_points_come_from() -> None:
    W = session(n_train="1000").state.state.params[0]["W"][3, :4, 0]
    found = W / [factorial(i) for i in range(4)]
    np.testing.assert_allclose(found, POLYNOMIAL, atol=0.02)


def test_points_stay_where_they_are_when_more_are_asked_for() -> None:
    few, more = (session(n_train=n).frame().picture("fitted").lines[2] for n in ("20", "40"))
    assert more.x[:20] == few.x
    assert more.y[:20] == few.y
    assert few.dots


def test_columns_and_test_examples_act_live_and_train_examples_do_not() -> None:
    run = session(fit="sgd")
    assert run.set_knob("columns", 12)
    assert run.set_knob("n_test", 10)
    frame = run.frame()
    assert (frame.done, frame.total, frame.unit) == (400, 400, "epoch")
    assert frame.picture("capacities").cursor == 12
    assert not run.set_knob("n_train", 30)
    assert run.frame().done == 0


def test_the_curve_drawn_is_the_model_at_hand() -> None:
    frame = session(columns="3").frame()
    fit, truth, points = frame.picture("fitted").lines
    near = np.interp(points.x, fit.x, fit.y)
    assert np.mean((near - points.y) ** 2) == pytest.approx(frame.metrics["train_loss"], rel=0.02)
    middle = fit.x.index(0.0)
    assert truth.y[middle] == 5
    assert frame.unit == "answer"
