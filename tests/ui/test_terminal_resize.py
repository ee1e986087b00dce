"""Windows change their size at any moment: nothing breaks, and afterwards the picture is right."""

import asyncio
import random
from collections.abc import Callable

import pytest
from textual import events
from textual.geometry import Size
from textual.screen import Screen

from sandbox.course.pages import pages_of
from sandbox.ui.app.app import SandboxApp
from sandbox.ui.context import Context, HelpTopic
from sandbox.ui.screens.help import HelpScreen
from sandbox.ui.screens.search import SearchScreen
from sandbox.ui.screens.too_small import TooSmallScreen
from tests.ui.driving import make_app, open_lesson, press, settled, until
from tests.ui.golden import screen_text
from tests.ui.walking import lines, walk

SIZES = [(200, 60), (10, 5), (80, 24), (60, 20), (59, 20), (121, 37), (1, 1), (99, 30), (60, 19)]


async def test_a_storm_on_every_screen() -> None:
    app = make_app()
    sizes = random.Random(0)

    async def storm(app: SandboxApp, name: str) -> None:
        """A few sizes without a pause, and back."""
        screen = app.screen
        for size in sizes.choices(SIZES, k=3):
            await pilot.resize_terminal(*size)
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: app.screen is screen and app.size == (80, 24))
        assert all(strip.cell_length == 80 for strip in lines(app)), name

    async with app.run_test(size=(80, 24)) as pilot:
        await walk(pilot, storm, (11,))


@pytest.mark.parametrize("number", [9, 11])
async def test_after_a_storm_in_training_the_screen_is_as_if_nothing_had_been(number: int) -> None:
    app = make_app()
    async with app.run_test(size=(200, 60)) as pilot:
        screen = await open_lesson(pilot, number)
        await press(pilot, "tab", "space")
        await until(pilot, lambda: screen.pane.news.status != "paused")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await asyncio.sleep(0.01)
        await pilot.resize_terminal(80, 24)
        if screen.pane.news.status == "running":
            await press(pilot, "space")
        await until(pilot, lambda: screen.pane.news.status in ("paused", "done"))
        there = await settled(pilot)
        await pilot.resize_terminal(200, 60)
        assert await settled(pilot) != there
        await pilot.resize_terminal(80, 24)
        assert await settled(pilot) == there


async def test_below_the_smallest_size_there_is_a_sentence_at_every_size_that_has_room() -> None:
    for lang, word in (("en", "too small"), ("ko", "작습니다")):
        app = make_app(lang=lang)
        async with app.run_test(size=(40, 12)) as pilot:
            await until(pilot, lambda a=app: isinstance(a.screen, TooSmallScreen))
            for size in ((59, 20), (60, 19), (30, 8), (24, 6)):
                await pilot.resize_terminal(*size)
                await until(pilot, lambda a=app, w=word: w in " ".join(screen_text(a).split()))
            await press(pilot, "enter", "question_mark", "slash", "L")
            assert isinstance(app.screen, TooSmallScreen)
            await pilot.resize_terminal(60, 20)
            await until(pilot, lambda a=app: not isinstance(a.screen, TooSmallScreen))


async def test_what_is_open_is_still_open_after_a_small_window() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_lesson(pilot, 9)
        await press(pilot, "tab", "k", "question_mark")
        await until(pilot, lambda: app.screen is not screen)
        help = app.screen
        await pilot.resize_terminal(20, 5)
        await until(pilot, lambda: isinstance(app.screen, TooSmallScreen))
        await pilot.resize_terminal(80, 24)
        await until(pilot, lambda: app.screen is help)
        await press(pilot, "escape")
        await until(pilot, lambda: app.screen is screen)
        assert screen.place == "knobs"


def help_screen(context: Context) -> Screen:
    return HelpScreen(context, HelpTopic())


@pytest.mark.parametrize("screen", [TooSmallScreen, help_screen, SearchScreen])
async def test_a_screen_that_comes_as_the_app_is_left_says_nothing(
    screen: Callable[[Context], Screen],
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lesson(pilot, 9)
        app.push_screen(screen(app.context))
        app.exit()
        await pilot.resize_terminal(81, 24)


async def test_nor_does_a_lesson() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.is_running)
        app.context.routes.lesson(app.context.course.find("9"))
        app.exit()
        await asyncio.sleep(0.1)


async def test_nor_does_a_page_that_is_turned_then_begin_a_lab() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await open_lesson(pilot, 15)
        lab = screen.lab
        pages = pages_of(screen.lesson, "en")
        other = next(n for n, page in enumerate(pages) if page.lab and page.lab.lab != lab.id)
        app.exit()
        screen.turn_page(other)
        assert screen.lab is lab


@pytest.mark.parametrize("keys", ["", "question_mark", "ctrl+p"])
async def test_two_sizes_that_wait_at_once_do_not_call_each_other_for_ever(keys: str) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await open_lesson(pilot, 9)
        await press(pilot, *filter(None, [keys]))
        screen, laid = app.screen, []
        resized = screen._screen_resized

        def lay_out(size: Size) -> None:
            # Sizes that are next to each other in the queue are one to Textual.
            screen.post_message(events.Callback(list))
            laid.append(size)
            if len(laid) < 20:
                resized(size)
            screen.post_message(events.Callback(list))

        screen._screen_resized = lay_out
        for size in (Size(100, 30), Size(80, 24)):
            screen.post_message(events.Callback(list))
            screen.post_message(events.Resize(size, size))
        await asyncio.sleep(0.5)
        assert len(laid) < 5
