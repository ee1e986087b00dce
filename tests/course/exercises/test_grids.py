"""Small arrays of a wrong answer, and of what was expected, go with the verdict cell by cell."""

from pathlib import Path

import numpy as np
import pytest

from sandbox.course.course import open_course
from sandbox.course.pages import exercises_of
from sandbox.exercises.checker import check
from sandbox.exercises.comparison import DOUBLE, compare

PRACTICE = Path(__file__).parents[2] / "ui" / "practice"
RIGHT = np.array([[0.0, 2.0, 0.5], [1.0, 0.0, 3.0]])


@pytest.mark.parametrize(
    "answer",
    [RIGHT + 1, RIGHT.T, RIGHT[0], np.where(RIGHT == 2, np.nan, RIGHT)],
    ids=["different", "transposed", "shape", "nan"],
)
def test_both_arrays_are_told_cell_by_cell(answer: np.ndarray) -> None:
    came, wanted = compare(answer, RIGHT, DOUBLE).grids
    assert wanted == [["0", "2", "0.5"], ["1", "0", "3"]]
    rows = np.atleast_2d(answer)
    np.testing.assert_array_equal([[float(cell) for cell in row] for row in came], rows)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (np.zeros((5, 5)), np.ones((5, 5))),
        (np.zeros((2, 2, 2)), np.ones((2, 2, 2))),
        (np.array(1.0), np.array(2.0)),
        (np.zeros(0), np.ones(3)),
        (np.zeros(3), np.ones(30)),
    ],
    ids=["large", "deep", "number", "empty", "one large"],
)
def test_what_cannot_be_shown_whole_is_not(got: np.ndarray, expected: np.ndarray) -> None:
    assert compare(got, expected, DOUBLE).grids == ([], [])


def test_they_are_in_the_verdict() -> None:
    exercise = exercises_of(open_course(PRACTICE).find("1"), "en")[0]
    verdict = check(exercise, exercise.starter, seed=3)
    came = np.array(verdict.came, dtype=float)
    assert came.shape == (2, 3)
    np.testing.assert_array_equal(np.array(verdict.wanted, dtype=float), np.maximum(0, came))
    # The starter gives its input back.
    assert verdict.given == verdict.came
