"""Screens as a person sees them, kept as text: in both languages, at two sizes, in one run."""

import pytest
from textual.pilot import Pilot

from tests.ui.driving import make_app, open_lesson, press, settled, until
from tests.ui.golden import check_golden

SIZES = [(120, 36), (80, 24)]


async def check_all(pilot: Pilot[None], name: str, sizes: list[tuple[int, int]]) -> None:
    """The screen at every size in both languages."""
    for size in sizes:
        await pilot.resize_terminal(*size)
        for _ in range(2):
            lang = pilot.app.context.lang
            check_golden(f"app/{name}-{lang}-{size[0]}x{size[1]}", await settled(pilot))
            await press(pilot, "L")


async def test_home() -> None:
    async with make_app().run_test(size=(120, 36)) as pilot:
        await check_all(pilot, "home", [*SIZES, (60, 20)])


@pytest.mark.parametrize("number", [4, 9, 11])
async def test_a_lesson(number: int) -> None:
    async with make_app().run_test(size=SIZES[0]) as pilot:
        screen = await open_lesson(pilot, number)
        await press(pilot, "tab")
        if number == 4:
            # What an untrained network takes for what may differ from machine to machine.
            screen.pane.stage.put_first("code")
        else:
            await press(pilot, "n", "n")
            await until(pilot, lambda: screen.pane.news.frame.done == (2 if number == 9 else 3))
        await check_all(pilot, f"lesson-{number:02}", SIZES)


async def test_a_page_and_the_help() -> None:
    async with make_app().run_test(size=SIZES[1]) as pilot:
        await open_lesson(pilot, 11)
        await press(pilot, "]", "]")
        await check_all(pilot, "text", SIZES[1:])
        await press(pilot, "question_mark")
        await check_all(pilot, "help", SIZES[1:])
