"""The exercise screen as a person sees it, at every size, in both languages."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sandbox.course.trust import code_digest
from sandbox.ui.screens.exercise.screen import ExerciseScreen
from sandbox.ui.screens.lesson import LessonScreen
from tests.ui.driving import make_app, press, settled, until
from tests.ui.golden import check_golden, screen_text
from tests.ui.test_app_screens import SIZES, check_all
from tests.ui.working import LEAKY, PRACTICE, Checker, checker, working

__all__ = ["checker"]


@pytest.fixture(autouse=True)
def _files_in_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their folder is on the screen: it must not be another one in every test."""
    monkeypatch.setattr("sandbox.ui.screens.exercise.verdict_view.abbreviate_home", _short)


def _short(file: Path) -> str:
    return f"~/…/{file.name}"


async def steady(pilot: Pilot[None], screen: ExerciseScreen) -> str:
    """The screen's text, the editor's view as far up as the cursor lets it.

    Where it stands otherwise follows from all sizes that the editor has had.
    """
    await settled(pilot)
    screen.parts.editor.scroll_to(y=0, animate=False, immediate=True)
    screen.parts.editor.scroll_cursor_visible()
    return await settled(pilot)


GRIDS = replace(
    LEAKY,
    given=(("-1.5", "2", "0.1"), ("0.5", "-7", "0")),
    came=(("-0.015", "2", "0.1"), ("0.5", "-0.07", "0")),
    wanted=(("0", "2", "0.1"), ("0.5", "0", "0")),
)


async def test_the_screen_with_hints_and_an_answer(checker: Checker) -> None:
    checker.verdict = GRIDS
    async with working(size=SIZES[0]) as (app, pilot, screen):
        await press(pilot, "f3", "f5")
        await until(pilot, lambda: screen.verdict is not None)
        for size in [*SIZES, (60, 20), (200, 60)]:
            await pilot.resize_terminal(*size)
            for _ in range(2):
                name = f"exercise/failed-{app.context.lang}-{size[0]}x{size[1]}"
                check_golden(name, await steady(pilot, screen))
                app.action_language()


async def test_a_long_name_is_cut_at_its_beginning_from_the_first(
    monkeypatch: pytest.MonkeyPatch, checker: Checker
) -> None:
    monkeypatch.setattr(
        "sandbox.ui.screens.exercise.verdict_view.abbreviate_home",
        lambda file: f"{'x' * 90}/{file.name}",
    )
    for size in SIZES:
        async with working(size=size) as (app, pilot, screen):
            assert f"x/{screen.session.path().name}" in await settled(pilot), size


async def test_a_page_and_what_is_said_after_success(checker: Checker) -> None:
    app = make_app(course=PRACTICE)
    async with app.run_test(size=SIZES[1]) as pilot:
        app.context.progress.record_trust(code_digest(app.context.course.folder))
        await press(pilot, "1", "enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        await press(pilot, "]")
        for size in (SIZES[1], (60, 20)):
            await pilot.resize_terminal(*size)
            for _ in range(2):
                # The last line is the lesson's.
                above = (await settled(pilot)).rsplit("\n", 2)[0] + "\n"
                check_golden(f"exercise/page-{app.context.lang}-{size[0]}x{size[1]}", above)
                await press(pilot, "L")
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))
        await press(pilot, "escape", "c")
        await until(pilot, lambda: app.context.learned.worked("01-practice", "relu").passed)
        await check_all(pilot, "../exercise/passed", SIZES[1:])
        await press(pilot, "s")
        await check_all(pilot, "../exercise/solution", SIZES[1:])


async def test_a_question_in_ascii(checker: Checker) -> None:
    checker.verdict = GRIDS
    async with working(ascii=True) as (app, pilot, screen):
        await press(pilot, "f5")
        await until(pilot, lambda: screen.verdict is not None)
        await press(pilot, "escape", "r")
        text = await steady(pilot, screen)
        assert not set(text) & set("─│╭╮╰╯┃━┏┓●▸▐▌◐·✗✓")
        # Where the scroll bar's thumb ends depends on when the question's line has come.
        check_golden("exercise/question-ascii-80x24", re.sub("[▁▂▃▄▅▆▇█]", " ", text))


async def test_without_colour_the_cursor_the_pointer_and_what_differs_are_seen(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    checker.verdict = GRIDS
    async with working() as (app, pilot, screen):
        assert app.no_color
        await press(pilot, "f5")
        await until(pilot, lambda: "▐-0.015▌" in screen_text(app))
        assert "9▸" in screen_text(app)
        row, column = screen.parts.editor.cursor_location
        strip = screen.parts.editor.render_line(row - screen.parts.editor.scroll_offset.y)
        width = screen.parts.editor.gutter_width
        (cursor,) = list(strip.crop(width + column, width + column + 1))
        assert cursor.style is not None
        assert cursor.style.reverse
