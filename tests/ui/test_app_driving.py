"""What pages do to the lab as they are turned, and what a lab that has its answer says."""

import pytest

from sandbox.labs.knobs import defaults
from tests.ui.driving import done, lesson, press, settled, until
from tests.ui.golden import screen_text

# Lesson 9: page 1 and 2 have decay 0, page 3 and 4 decay 3, page 6 decay 0.


async def test_going_back_sets_the_lab_as_the_page_wants_it() -> None:
    async with lesson(9) as (_, pilot, screen):
        await press(pilot, "]", "]")
        await until(pilot, lambda: screen.pane.news.settings["decay"] == 3)
        await press(pilot, "n")
        await until(pilot, lambda: done(screen) == 1)
        await press(pilot, "[")
        await until(pilot, lambda: screen.pane.news.settings["decay"] == 0)
        assert screen.pane.panel.settings["decay"] == 0
        await press(pilot, "]")
        await until(pilot, lambda: screen.pane.news.settings["decay"] == 3)
        # decay acts live: the run is the one it was.
        assert done(screen) == 1


async def test_what_the_learner_has_turned_stays_on_the_way_back() -> None:
    async with lesson(9) as (_, pilot, screen):
        await press(pilot, "]", "]", "k", *"50", "enter")
        await until(pilot, lambda: screen.pane.news.settings["decay"] == 50)
        await press(pilot, "[", "[", "]", "]")
        await settled(pilot)
        assert screen.pane.news.settings["decay"] == 50
        await press(pilot, "[", "p")
        await until(pilot, lambda: screen.pane.news.settings["decay"] == 0)
        await press(pilot, "]")
        await until(pilot, lambda: screen.pane.news.settings["decay"] == 3)


async def test_a_knob_that_was_turned_back_counts_as_never_turned() -> None:
    async with lesson(9) as (_, pilot, screen):
        await press(pilot, "]", "]", "k", "right", "left", "[")
        await until(pilot, lambda: screen.pane.news.settings["decay"] == 0)


async def test_reading_on_turns_the_knobs_that_a_page_names_and_no_others() -> None:
    async with lesson(9) as (_, pilot, screen):
        knob = next(knob for knob in screen.pane.lab.knobs if knob.name == "lr")
        screen.pane.panel.choose(screen.pane.lab.knobs.index(knob))
        await press(pilot, "k", "right", "]", "]")
        await until(pilot, lambda: screen.pane.news.settings["decay"] == 3)
        turned = knob.nudge(knob.default, 1)
        assert screen.pane.news.settings["lr"] == turned != knob.default
        # Set up as the page wants it, this knob stands as if it had never been turned.
        await press(pilot, "p")
        await until(pilot, lambda: screen.pane.news.settings["lr"] == knob.default)


async def test_a_lesson_opened_in_the_middle_has_what_the_pages_before_have_turned() -> None:
    async with lesson(9) as (_, pilot, screen):
        wanted = {**defaults(screen.pane.lab.knobs), "decay": 3.0}
        await press(pilot, "]", "]", "]")
        await until(pilot, lambda: screen.pane.news.settings["decay"] == 3)
        await press(pilot, "escape")
    async with lesson(9) as (_, pilot, screen):
        assert screen.page == 3
        assert screen.pane.news.settings == wanted


@pytest.mark.parametrize("key", ["n", "space"])
async def test_a_lab_that_has_its_answer_says_that_there_is_nothing_to_step(key: str) -> None:
    async with lesson(7) as (app, pilot, screen):
        said = app.words("app.lab.nothing_to_step")
        await press(pilot, key)
        await until(pilot, lambda: said in " ".join(screen_text(app).split()))
        # It is said beside the knobs too, until another one is at hand.
        await press(pilot, "k", key)
        await until(pilot, lambda: said in " ".join(screen_text(app).split()))
        await press(pilot, "down")
        await until(pilot, lambda: said not in " ".join(screen_text(app).split()))
        await press(pilot, "b")
        at_beginning = app.words("app.lab.at_beginning")
        await until(pilot, lambda: at_beginning in screen_text(app))


async def test_space_runs_and_pauses_from_the_knobs_too() -> None:
    async with lesson(9) as (_, pilot, screen):
        await press(pilot, "k", "space")
        await until(pilot, lambda: done(screen) > 0)
        assert screen.place == "knobs"
        await press(pilot, "space")
        await until(pilot, lambda: screen.pane.news.status in ("paused", "done"))
