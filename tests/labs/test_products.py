"""Long products: where they leave each number format, as the lecture's loop does."""

from math import inf, isfinite, log
from statistics import median

import numpy as np
import pytest

from sandbox.labs.experiments.matrix_products import MatrixProducts
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session

LAB = MatrixProducts()


def multiplied(seed: int = 0, **texts: str) -> Session:
    session = Session(LAB, parse_settings(LAB.knobs, texts), seed)
    while not session.finished:
        session.forward()
    return session


def medians(metric: str, seeds: int, **texts: str) -> float:
    return median(multiplied(seed, **texts).frame().metrics[metric] for seed in range(seeds))


def test_a_hundred_matrices_reach_7e24() -> None:
    assert 1e24 < medians("max_abs", 80) < 5e25


def test_float16_overflows_near_the_18th_and_float32_near_the_157th() -> None:
    assert medians("overflow_at", 60, dtype="float16", n="40") == pytest.approx(18, abs=2)
    assert medians("overflow_at", 40, dtype="float32", n="250") == pytest.approx(157, abs=8)
    assert medians("overflow_at", 3, dtype="float64", n="400") == 0, "it has room for these"


def test_what_overflows_is_shown_as_diverged() -> None:
    frame = multiplied(dtype="float16").frame()
    assert frame.metrics["max_abs"] == inf
    assert frame.diverged
    line = frame.picture("growth").lines[0]  # type: ignore[attr-defined]
    lost = int(frame.metrics["overflow_at"])
    assert isfinite(line.y[lost - 1])
    assert line.y[lost] == inf


def test_small_entries_vanish_instead() -> None:
    assert multiplied(std="0.3", dtype="float16").frame().metrics == {
        "max_abs": 0.0,
        "overflow_at": 0.0,
    }


def test_a_spread_of_057_holds_the_size_of_4_by_4_products() -> None:
    held = medians("max_abs", 80, std="0.57", dtype="float64")
    assert 0.3 < held < 30
    assert medians("max_abs", 40, std="0.5", dtype="float64") < 1e-4
    assert medians("max_abs", 40, std="0.65", dtype="float64") > 1e4


def test_the_product_is_the_matrices_multiplied() -> None:
    session = multiplied(n="3", dtype="float64")
    M = session.frame().picture("product").values  # type: ignore[attr-defined]
    assert M.shape == (4, 4)
    assert np.abs(M).max() == session.frame().metrics["max_abs"]
    doubled = multiplied(n="3", dtype="float64", std="2")
    assert np.allclose(doubled.frame().picture("product").values, 16 * M)  # type: ignore[attr-defined]


def test_turning_a_knob_multiplies_again_at_once() -> None:
    session = multiplied(n="30")
    assert session.set_knob("std", 0.5)
    assert session.frame().metrics == multiplied(n="30", std="0.5").frame().metrics
    assert session.set_knob("n", 10)
    assert session.frame().done == 10
    assert session.set_knob("dtype", "float64")
    assert session.frame().picture("product").values.dtype == np.float64  # type: ignore[attr-defined]


def walls(**texts: str) -> dict[str, tuple[float, ...]]:
    lines = multiplied(**texts).frame().picture("growth").lines  # type: ignore[attr-defined]
    return {line.name: line.y for line in lines[1:]}


def test_the_walls_are_the_formats_and_come_into_view_as_they_come_near() -> None:
    assert walls(dtype="float16") == {"largest": (65504.0, 65504.0)}
    assert walls(dtype="float16", std="0.2") == {"smallest": (2.0**-24, 2.0**-24)}
    assert walls(dtype="float16", n="3") == {}
    assert walls(dtype="float64") == {}


def test_one_multiplication_grows_a_product_by_a_steady_factor() -> None:
    growth = median(
        multiplied(seed, n="400", dtype="float64").frame().metrics["max_abs"] ** (1 / 400)
        for seed in range(10)
    )
    assert growth == pytest.approx(1.75, abs=0.03)


def firsts(prob: str) -> dict[str, float]:
    """The k of the first power that is 0, in each format."""
    table = multiplied(n="1", prob=prob).frame().picture("probabilities")
    return {
        dtype: next(row[0] for row in table.rows if row[column] == 0)  # type: ignore[attr-defined]
        for column, dtype in enumerate(table.columns)  # type: ignore[attr-defined]
        if dtype.startswith("float")
    }


def test_powers_of_a_hundredth_are_0_at_4_23_and_162() -> None:
    assert firsts("0.01") == {"float16": 4, "float32": 23, "float64": 162}
    assert firsts("0.5") == {"float16": 25, "float32": 150, "float64": 1075}


def test_their_logarithms_add_up_all_the_while() -> None:
    table = multiplied(n="1").frame().picture("probabilities")
    ks = [row[0] for row in table.rows]  # type: ignore[attr-defined]
    assert ks == [1, 2, 3, 4, 22, 23, 161, 162]
    assert all(row[4] == pytest.approx(row[0] * log(0.01)) for row in table.rows)  # type: ignore[attr-defined]
    assert table.rows[4][2] > 0 == table.rows[5][2]  # type: ignore[attr-defined]
