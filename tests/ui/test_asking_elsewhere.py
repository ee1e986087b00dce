"""Enter on a number that no recorded line has made: an answer everywhere, and a true one."""

import pytest

from sandbox.labs.training import Stepless
from sandbox.ui.screens.training_step import TrainingStepScreen
from sandbox.ui.widgets.stepper.steps_view import StepsView
from tests.ui.driving import lesson, press, until
from tests.ui.golden import screen_text


def says(app: object, id: str) -> bool:
    """Whether the screen says that, as far as it fits."""
    said = app.context.words(f"asking.enter.{id}")
    return said[:30].replace(" ", "") in "".join(screen_text(app).split())


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("number", [2, 3, 6, 7, 8, 9, 12, 13, 16])
async def test_every_picture_of_a_lab_without_lines_answers(number: int, lang: str) -> None:
    async with lesson(number, lang=lang) as (app, pilot, screen):
        state = screen.pane.news.state
        stepless = isinstance(screen.pane.lab.training(state), Stepless)
        id = "unrecorded" if stepless else "run"
        for _ in screen.pane.stage.names:
            screen.pane.look_at("lab")
            await pilot.pause()
            screen.pane.say("")
            await press(pilot, "enter")
            await until(pilot, lambda: says(app, id))
            await press(pilot, "v")
        if id == "run":
            await press(pilot, "x")
            await until(pilot, lambda: isinstance(app.screen, TrainingStepScreen))


async def test_beside_the_lines_it_leads_to_them() -> None:
    async with lesson(11) as (app, pilot, screen):
        await until(pilot, lambda: screen.pane.stage.stepper is not None)
        assert isinstance(screen.pane.stage.stepper, StepsView)
        screen.pane.stage.focus()
        await press(pilot, "enter")
        await until(pilot, lambda: says(app, "lines"))


async def test_in_the_text_enter_is_the_text_s() -> None:
    async with lesson(9) as (app, pilot, screen):
        screen.prose.focus()
        await press(pilot, "enter")
        await pilot.pause(0.1)
        assert not says(app, "run")
        assert not says(app, "unrecorded")
