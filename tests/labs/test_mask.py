"""Dropout's mask: what it does to the lecture's 2×8 matrix, and what many draws come to."""

from statistics import median

import numpy as np
import pytest

from sandbox.labs.experiments.dropout_mask import DropoutMask, X, uniforms
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session

LAB = DropoutMask()


def drawn(seed: int = 0, **texts: str) -> Session:
    session = Session(LAB, parse_settings(LAB.knobs, texts), seed)
    while not session.finished:
        session.forward()
    return session


def values(session: Session, picture: str) -> np.ndarray:
    return session.frame().picture(picture).values  # type: ignore[attr-defined,no-any-return]


def test_the_matrix_is_the_lectures() -> None:
    assert X.tolist() == [[0, 1, 2, 3, 4, 5, 6, 7], [8, 9, 10, 11, 12, 13, 14, 15]]


def test_nothing_is_dropped_at_0_and_everything_at_1() -> None:
    kept, gone = drawn(p="0", draws="50"), drawn(p="1", draws="50")
    assert values(kept, "draw").tolist() == X.tolist()
    assert kept.frame().metrics == {"mean_error": 0.0, "std_error": 0.0}
    assert not values(gone, "draw").any()
    assert not values(gone, "spread").any()
    assert gone.frame().metrics == {"mean_error": 15.0}, "the mean is 0, not x"


def test_at_1_the_formula_is_infinite_though_nothing_spreads() -> None:
    rows = drawn(p="1", draws="50").frame().picture("cells").rows  # type: ignore[attr-defined]
    assert [row[3] for row in rows] == [0.0] * 16
    assert [row[4] for row in rows] == [0.0] + [np.inf] * 15


def test_one_draw_has_no_spread_to_be_off() -> None:
    assert set(drawn(p="0.5", draws="1").frame().metrics) == {"mean_error"}
    assert set(drawn(p="0.5", draws="2").frame().metrics) == {"mean_error", "std_error"}


@pytest.mark.parametrize("p", ["0.2", "0.5", "0.8"])
def test_a_cell_is_dropped_or_grown(p: str) -> None:
    cells = values(drawn(p=p), "draw")
    grown = X / (1 - float(p))
    assert ((cells == 0) | np.isclose(cells, grown)).all()


@pytest.mark.parametrize("p", ["0.2", "0.5", "0.8"])
def test_the_mean_goes_to_x_and_the_spread_to_what_theory_says(p: str) -> None:
    session = drawn(p=p, draws="1000")
    for _ in range(3):
        assert session.set_knob("draws", session.settings["draws"] + 1000)  # type: ignore[operator]
        while not session.finished:
            session.forward()
    # The mean of n draws is off by a spread/√n; the largest of 16 cells by two or three of them.
    largest = 15 * np.sqrt(float(p) / (1 - float(p)))
    metrics = session.frame().metrics
    assert metrics["mean_error"] < 4 * largest / np.sqrt(4000)
    assert metrics["std_error"] < 0.08 * largest


def test_at_a_half_a_cell_of_8_spreads_by_8() -> None:
    session = drawn(p="0.5", draws="4000")
    assert values(session, "spread")[1, 0] == pytest.approx(8, rel=0.005)
    row = session.frame().picture("cells").rows[8]  # type: ignore[attr-defined]
    assert row[0] == row[4] == 8.0
    assert row[2:4] == (values(session, "mean")[1, 0], values(session, "spread")[1, 0])


def test_more_draws_bring_the_mean_nearer() -> None:
    errors = {
        draws: median(drawn(seed, draws=draws).frame().metrics["mean_error"] for seed in range(5))
        for draws in ("1", "100", "2500")
    }
    assert errors["1"] > 4 * errors["100"] > 8 * errors["2500"]


def test_a_step_draws_again_and_can_be_taken_back() -> None:
    session = drawn(draws="1")
    first = values(session, "draw").tolist()
    session.forward()
    assert values(session, "draw").tolist() != first
    assert session.back()
    assert values(session, "draw").tolist() == first
    assert values(drawn(seed=1), "draw").tolist() != first


def test_turning_p_has_the_same_draws_again() -> None:
    turned = drawn(p="0.5", draws="1500")
    assert turned.set_knob("p", 0.2)
    fresh = drawn(p="0.2", draws="1500")
    assert turned.frame().metrics == pytest.approx(fresh.frame().metrics)
    assert np.array_equal(values(turned, "draw"), values(fresh, "draw"))


def test_a_draw_does_not_depend_on_how_many_there_are() -> None:
    whole = uniforms(3, 0, 2500)
    assert whole.shape == (2500, 2, 8)
    assert np.array_equal(uniforms(3, 999, 1001), whole[999:1001])
    assert np.unique(whole).size == whole.size


def test_the_code_is_the_layers() -> None:
    code = drawn().frame().picture("code").text  # type: ignore[attr-defined]
    assert "Y = X * mask / self.kept" in code
