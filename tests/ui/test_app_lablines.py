"""The lines below a lab's pictures."""

import math

import pytest

from sandbox.ui.lablines import figure, fitting

SENTENCE = "How a wrong output is charged by its square. (begins the run anew)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0.0000"),
        (0.84312, "0.8431"),
        (13.4444, "13.44"),
        (7.08e-06, "7.08e-06"),
        (123456.0, "1.23e+05"),
        (-0.5, "-0.5000"),
        (math.nan, "NaN"),
        (math.inf, "∞"),
        (-math.inf, "-∞"),
    ],
)
def test_a_figure_is_short(value: float, text: str) -> None:
    assert figure(value) == text


def test_a_sentence_that_fits_is_left_as_it_is() -> None:
    assert " ".join(fitting(SENTENCE, 40, 2, "…")) == SENTENCE


def test_of_a_longer_one_what_is_in_brackets_stays() -> None:
    said = fitting(SENTENCE, 26, 2, "…")
    assert len(said) == 2
    assert " ".join(said) == "How a wrong output is… (begins the run anew)"


def test_without_brackets_the_end_is_cut() -> None:
    assert fitting("one two three four", 9, 1, "…") == ["one two…"]
