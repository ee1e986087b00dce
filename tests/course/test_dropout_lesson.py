"""Where dropout helps and where not: the figures that lesson 10 quotes for the two moons."""

from functools import lru_cache
from statistics import median

import pytest

from sandbox.course.course import open_course
from sandbox.course.pages import lab_at, pages_of
from sandbox.labs.experiments.boundary import Boundary
from sandbox.labs.knobs import parse_settings
from sandbox.labs.session import Session
from tests.labs.test_boundary import MOONS

LAB = Boundary()


@lru_cache(maxsize=1)
def presets() -> dict[str, str]:
    """The knobs of the page on where dropout helps, as the lesson turns them."""
    pages = pages_of(open_course().find("10"), "en")
    use = lab_at(pages, len(pages) - 2)
    assert use is not None
    assert use.lab == LAB.id
    return dict(use.presets)


def trained(seed: int, **texts: str) -> dict[str, float]:
    session = Session(LAB, parse_settings(LAB.knobs, presets() | texts), seed)
    while not session.finished:
        session.step()
    return dict(session.frame().metrics)


def test_a_linear_model_does_not_overfit_to_the_wrong_labels() -> None:
    runs = [trained(seed, hidden="", epochs="100") for seed in range(6)]
    assert median(run["train_loss"] for run in runs) == pytest.approx(0.49, abs=0.02)
    assert median(run["test_loss"] for run in runs) == pytest.approx(0.35, abs=0.03)


def test_the_pages_have_the_settings_whose_figures_the_lab_is_tested_for() -> None:
    pages = pages_of(open_course().find("10"), "en")
    longer = MOONS | {"epochs": "1000"}
    assert presets() == longer
    first = lab_at(pages, 0)
    assert first is not None
    assert dict(first.presets) == longer | {"hidden": ""}


def test_on_plenty_of_clean_data_there_is_nothing_to_gain() -> None:
    ample = {"n": "1000", "flip": "0", "epochs": "100", "batch": "20"}
    without, dropped = trained(0, **ample), trained(0, **ample, dropout="0.3")
    assert without["test_loss"] == pytest.approx(0.09, abs=0.03)
    assert dropped["test_loss"] == pytest.approx(without["test_loss"], abs=0.02)
