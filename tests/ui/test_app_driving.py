"""What pages do to the lab as they are turned, and what a lab that has its answer says."""

import pytest

from sandbox.labs.knobs import defaults
from tests.ui.driving import done, lesson, press, settled, until
from tests.ui.golden import screen_text

# Lesson 9: page 1 and 2 have decay 0, page 3 and 4 decay 3, page 6 decay 0.


async def test_a_page_has_the_lab_as_it_says_whichever_way_it_is_entered() -> None:
    async with lesson(9) as (_, pilot, screen):
        lr = next(knob for knob in screen.pane.lab.knobs if knob.name == "lr")
        for way, decay in (("]", 0), ("]", 3), ("[", 0), ("]", 3)):
            names = [knob.name for knob in screen.pane.lab.knobs]
            await press(pilot, "k")
            screen.pane.panel.choose(names.index("decay"))
            await press(pilot, *"50", "enter")
            await until(pilot, lambda: screen.pane.news.settings["decay"] == 50)
            screen.pane.panel.choose(screen.pane.lab.knobs.index(lr))
            await press(pilot, "right", "escape", way)
            wanted = {**defaults(screen.pane.lab.knobs), "decay": decay}
            await until(pilot, lambda wanted=wanted: screen.pane.news.settings == wanted)
            assert screen.pane.panel.settings == wanted


async def test_and_what_it_took_away_is_one_undo_away() -> None:
    async with lesson(13) as (_, pilot, screen):
        screen.turn_page(1)
        await press(pilot, "k", *"1", "enter", "escape", "n")
        await until(pilot, lambda: done(screen) == 1)
        before = dict(screen.pane.news.settings)
        assert before["hidden"] == 1
        await press(pilot, "]")
        await until(pilot, lambda: screen.pane.news.settings["init"] == "zero")
        assert screen.pane.news.settings["hidden"] == 8
        assert done(screen) == 0
        await press(pilot, "u")
        await until(pilot, lambda: screen.pane.news.settings == before)
        assert done(screen) == 1


async def test_a_run_that_the_next_page_goes_on_with_is_not_thrown_away() -> None:
    async with lesson(9) as (_, pilot, screen):
        await press(pilot, "n")
        await until(pilot, lambda: done(screen) == 1)
        await press(pilot, "]")
        await settled(pilot)
        assert done(screen) == 1


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize(("number", "page", "knob"), [(13, 1, "hidden"), (9, 5, "init_std")])
async def test_the_knob_that_a_page_names_is_at_hand(
    number: int, page: int, knob: str, lang: str
) -> None:
    async with lesson(number, lang=lang) as (_, pilot, screen):
        screen.turn_page(page)
        await settled(pilot)
        assert screen.pane.panel.knob.name == knob


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
        said = app.context.words("app.lab.nothing_to_step")
        await press(pilot, key)
        await until(pilot, lambda: said in " ".join(screen_text(app).split()))
        # It is said beside the knobs too, until another one is at hand.
        await press(pilot, "k", key)
        await until(pilot, lambda: said in " ".join(screen_text(app).split()))
        await press(pilot, "down")
        await until(pilot, lambda: said not in " ".join(screen_text(app).split()))
        await press(pilot, "b")
        at_beginning = app.context.words("app.lab.at_beginning")
        await until(pilot, lambda: at_beginning in screen_text(app))


async def test_space_runs_and_pauses_from_the_knobs_too() -> None:
    async with lesson(9) as (_, pilot, screen):
        await press(pilot, "k", "space")
        await until(pilot, lambda: done(screen) > 0)
        assert screen.place == "knobs"
        await press(pilot, "space")
        await until(pilot, lambda: screen.pane.news.status in ("paused", "done"))
