"""Lesson 5's own numbers, computed."""

import pytest

from sandbox.course.course import open_course
from sandbox.course.pages import pages_of
from sandbox.engine.initialisation import Normal
from sandbox.labs.networks import mlp

LESSON = open_course().find("05-mlp-concise")
ANSWERS = {quiz.id: quiz.answer for page in pages_of(LESSON, "en") for quiz in page.quizzes}


def test_how_many_numbers_the_list_stands_for() -> None:
    params = mlp((784, 256, 10), "relu").init(Normal(), 0)
    assert ANSWERS["count"] == sum(W.size for layer in params for W in layer.values())


def test_the_rate_that_makes_a_sum_step_as_a_mean() -> None:
    assert ANSWERS["sum"] == 0.1 / 256


def test_order_counts_in_the_last_digit() -> None:
    left, right = (0.1 + 0.2) + 0.3, 0.1 + (0.2 + 0.3)
    assert left != right
    assert left == pytest.approx(right, abs=2e-16)


def test_where_torch_starts_its_weights() -> None:
    torch = pytest.importorskip("torch")
    torch.manual_seed(0)
    layer = torch.nn.Linear(784, 256)
    for drawn in (layer.weight, layer.bias):
        furthest = drawn.abs().max().item()
        assert 0.95 / 28 < furthest <= 1 / 28
    assert round(1 / 28, 3) == 0.036
