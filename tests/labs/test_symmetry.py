"""Hidden units that start alike: which starts and which noise set them apart."""

from statistics import median

import numpy as np
import pytest

from sandbox.labs.experiments.symmetry import Symmetry, distinct, examples
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session

LAB = Symmetry()


def begun(seed: int = 0, **texts: str) -> Session:
    return Session(LAB, parse_settings(LAB.knobs, texts), seed)


def finished(session: Session) -> Session:
    while not session.finished:
        session.forward()
    return session


def bars(session: Session) -> list[float]:
    return list(session.frame().picture("hidden_units").values)  # type: ignore[attr-defined]


# The start, dropout, then what must come out: different units, loss, and what is usual for it.
RESULTS = [
    ("constant", "0", 1, 0.369, 0.37),
    ("constant-first", "0", 8, 0.229, 0.22),
    ("constant", "0.4", 8, 0.280, 0.28),
    ("random", "0", 8, 0.067, 0.06),
]


@pytest.mark.parametrize(("init", "dropout", "units", "loss", "about"), RESULTS)
def test_the_four_results(init: str, dropout: str, units: int, loss: float, about: float) -> None:
    seeds = range(1 if (init, dropout) == ("constant", "0") else 5)
    got = [finished(begun(seed, init=init, dropout=dropout)).frame().metrics for seed in seeds]
    assert {run["distinct"] for run in got} == {units}
    middle = median(run["loss"] for run in got)
    assert middle == pytest.approx(loss, abs=0.008)
    assert middle == pytest.approx(about, abs=0.012)


def test_a_constant_start_is_updated_all_units_alike() -> None:
    session = begun(init="constant")
    before = bars(session)
    session.forward()
    after = bars(session)
    assert abs(after[0] - before[0]) > 0.05, "the lecture says that nothing is updated"
    assert np.ptp(after) < 1e-12
    weights = finished(session).frame().picture("unit_weights").values  # type: ignore[attr-defined]
    assert np.ptp(weights, axis=1).max() < 1e-9, "and so to the end"


def test_more_units_that_are_alike_gain_nothing() -> None:
    losses = [
        finished(begun(init="constant", hidden=hidden)).frame().metrics["loss"]
        for hidden in ("1", "2", "8", "16")
    ]
    assert losses == sorted(losses), "they are even a little slower"


def test_only_zeros_stall() -> None:
    session = finished(begun(init="zero", epochs="300"))
    assert not session.frame().picture("unit_weights").values.any()  # type: ignore[attr-defined]
    y = examples().y
    assert session.frame().metrics["loss"] == pytest.approx(float(y.var()) / 2, rel=1e-6)
    assert session.frame().metrics["loss"] == pytest.approx(0.5, abs=0.01)


def test_one_random_layer_sets_them_apart_in_one_step() -> None:
    session = begun(init="constant-first")
    assert session.frame().metrics["distinct"] == 1
    session.forward()
    assert session.frame().metrics["distinct"] == 8


def test_dropout_turned_on_breaks_the_row_and_the_loss_can_fall() -> None:
    session = begun(init="constant")
    while session.frame().done < 400:
        session.forward()
    assert session.frame().metrics["distinct"] == 1
    assert session.set_knob("dropout", 0.5), "it acts live"
    while session.frame().done < 1000:
        session.forward()
    assert session.frame().metrics["distinct"] == 8
    assert session.set_knob("dropout", 0.0)
    assert finished(session).frame().metrics["loss"] < 0.25


def test_random_and_dropout_are_no_better_than_random_alone() -> None:
    both = finished(begun(init="random", dropout="0.5")).frame().metrics["loss"]
    assert both > 3 * finished(begun(init="random")).frame().metrics["loss"]


def test_units_are_counted_by_what_comes_in() -> None:
    a, b = np.array([[1.0], [2.0], [0.0]]), np.array([[1.0], [2.1], [0.0]])
    assert distinct(np.hstack([a, a, a])) == 1
    assert distinct(np.hstack([a, b, a, b])) == 2
    assert distinct(np.hstack([a, a + 1e-9])) == 1


def test_where_the_run_has_diverged_there_is_no_number_of_units() -> None:
    frame = finished(begun(init="random", lr="10")).frame()
    assert not np.isfinite(list(frame.metrics.values())).any()


def test_the_task_is_whether_two_signs_agree() -> None:
    X, y = examples().X, examples().y
    assert X.shape == (50, 2)
    assert np.array_equal(y[:, 0] > 0, (X[:, 0] > 0) == (X[:, 1] > 0))


def test_a_frame_shows_units_weights_and_loss() -> None:
    frame = finished(begun(init="random", hidden="3", epochs="30")).frame()
    weights = frame.picture("unit_weights").values  # type: ignore[attr-defined]
    assert weights.shape == (4, 3)
    assert frame.picture("hidden_units").values == tuple(weights[0])  # type: ignore[attr-defined]
    line = frame.picture("descent").lines[0]  # type: ignore[attr-defined]
    assert line.x == (*map(float, range(10)), 10.0, 20.0, 30.0)
    assert line.y[-1] == frame.metrics["loss"]
