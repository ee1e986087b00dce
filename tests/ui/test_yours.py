"""A learner's own function at work: checked once more, in its lab, line by line."""

from dataclasses import replace
from pathlib import Path

import pytest

from sandbox.course.course import open_course
from sandbox.course.folders import builtin_lessons
from sandbox.course.pages import exercises_of
from sandbox.engine.learner.slots import SLOTS
from sandbox.engine.learner.source import LearnerSource
from sandbox.exercises import Exercise
from sandbox.labs.yours import read
from sandbox.ui.screens.learner_function import LearnerFunctionScreen, lab_for, train_with
from sandbox.ui.widgets.stepper.steps_view import StepsView
from tests.ui.driving import make_app, press, until
from tests.ui.golden import screen_text

LESSON = "15-assignment"


def exercise(name: str, lab: str = "propagation") -> Exercise:
    """An exercise of the lesson, as short as its solution allows."""
    lesson = open_course(None).find(LESSON)
    found = next(one for one in exercises_of(lesson, "en") if one.id == name)
    return replace(found, lab=lab)


def solution(name: str) -> Path:
    return builtin_lessons() / LESSON / "solutions" / f"{name}.py"


@pytest.mark.parametrize("lang", ["en", "ko"])
async def test_the_stepper_steps_through_the_learners_own_lines(lang: str) -> None:
    app = make_app(lang=lang)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.screen.is_current)
        train_with(app.screen, exercise("relu"), solution("relu"))
        await until(pilot, lambda: isinstance(app.screen, LearnerFunctionScreen))
        screen = app.screen
        await until(pilot, lambda: isinstance(screen.focused, StepsView))
        await press(pilot, "n")
        said = {"en": "Line 3 of your relu", "ko": "직접 쓴 relu 함수의 3번째 줄"}[lang]
        await until(pilot, lambda: said in screen_text(app))
        assert "H = np.maximum(x, 0)" in screen_text(app)
        assert screen.pane.news.frame.facts["own"] == "relu"
        await press(pilot, "enter")
        await until(pilot, lambda: "h[j] = max(z[j], 0)" in screen_text(app))
        await press(pilot, "escape", "escape")
        await until(pilot, lambda: app.screen is not screen)


async def test_a_run_trains_with_it_and_its_next_step_has_its_lines() -> None:
    app = make_app()
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await until(pilot, lambda: app.screen.is_current)
        app.push_screen(screen := made(app, "sgd_step", "boundary"))
        await until(pilot, lambda: screen.pane.news.frame is not None)
        assert screen.pane.news.frame.facts["own"] == "sgd_step"
        await press(pilot, "n")
        await until(pilot, lambda: screen.pane.news.frame.done == 1)
        assert "your sgd_step" in " ".join(screen_text(app).split())


def made(app, name: str, lab: str) -> LearnerFunctionScreen:
    """The screen, without another check."""
    with app._context():
        return LearnerFunctionScreen(app.context, exercise(name, lab), read(name, solution(name)))


async def test_a_file_that_does_not_pass_stays_out_and_says_why(tmp_path: Path) -> None:
    file = tmp_path / "relu.py"
    file.write_text("def relu(x):\n    return abs(x)\n", encoding="utf-8")
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: app.screen.is_current)
        home = app.screen
        train_with(home, exercise("relu"), file)
        await until(pilot, lambda: "Only a function that passes" in screen_text(app))
        assert app.screen is home
        train_with(home, exercise("gradient_check"), solution("gradient_check"))
        await until(pilot, lambda: "The engine has no place" in screen_text(app))
        assert app.screen is home


async def test_a_function_that_fails_in_a_run_stops_it_with_a_sentence() -> None:
    text = (
        "n = []\n\ndef relu(x):\n    n.append(1)\n    return x * (x > 0) if len(n) < 9 else x[0]\n"
    )
    app = make_app(lang="ko")
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await until(pilot, lambda: app.screen.is_current)
        with app._context():
            screen = LearnerFunctionScreen(
                app.context, exercise("relu", "boundary"), LearnerSource("relu", text, "relu.py")
            )
        app.push_screen(screen)
        await until(pilot, lambda: screen.pane.news.frame is not None)
        await press(pilot, "space")
        await until(pilot, lambda: "실행을 멈췄습니다" in screen_text(app))
        assert screen.pane.news.status == "paused"


@pytest.mark.parametrize("name", SLOTS)
def test_every_function_with_a_place_has_a_lab(name: str) -> None:
    lab, presets = lab_for(replace(exercise("relu"), function=name, lab=None))
    assert name in lab.replaceable
    assert set(presets) <= {knob.name for knob in lab.knobs}


def test_labs_that_the_lesson_names_have_a_place() -> None:
    for lang in ("en", "ko"):
        for one in exercises_of(open_course(None).find(LESSON), lang):
            if one.lab is not None and one.function in SLOTS:
                assert lab_for(one)[0].id == one.lab, one.id
