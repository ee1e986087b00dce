"""The first screen: lessons, which are ready, and ways to open one."""

import shutil
from pathlib import Path

import pytest

from sandbox.ui.screens.help import HelpScreen
from sandbox.ui.screens.home import HomeScreen
from sandbox.ui.screens.lesson import LessonScreen
from tests.ui.driving import chosen, lesson_of, make_app, press, settled, until
from tests.ui.golden import FRAMES, screen_text

OWN = Path(__file__).parents[1] / "course" / "own-course"


@pytest.fixture
def unfinished(tmp_path: Path) -> Path:
    """A course whose second lesson is still to come."""
    course = shutil.copytree(OWN, tmp_path / "course")
    shutil.rmtree(course / "02-decay")
    return course


async def test_home_in_ascii() -> None:
    app = make_app(ascii=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        text = screen_text(app).replace("한국어", "").replace("·", "")
        assert text.translate(FRAMES).isascii()


async def test_every_lesson_is_listed_with_its_state() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        lines = screen_text(app).splitlines()
        assert len(app.context.course.lessons) == 16
        for lesson in app.context.course.lessons:
            (line,) = [line for line in lines if f" {lesson.number}  {lesson.title('en')}" in line]
            assert ("● ready" in line) == lesson.ready
            assert ("○ to come" in line) == (not lesson.ready)


async def test_the_first_ready_lesson_is_chosen_and_arrows_move() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        first = next(lesson.number for lesson in app.context.course.lessons if lesson.ready)
        assert chosen(app) == first
        await press(pilot, "down")
        assert chosen(app) == first + 1
        await press(pilot, "up", "up")
        assert chosen(app) == max(first - 1, 1)
        await press(pilot, "end", "down")
        assert chosen(app) == 16
        await press(pilot, "home", "up")
        assert chosen(app) == 1


async def test_digits_choose_by_number() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "1", "1")
        assert chosen(app) == 11
        await press(pilot, "9")
        assert chosen(app) == 9
        await press(pilot, "0")
        assert chosen(app) == 9
        await press(pilot, "1")
        assert chosen(app) == 1
        await press(pilot, "down", "1")
        assert chosen(app) == 1


async def test_enter_opens_and_escape_comes_back() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "1", "1", "enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        assert lesson_of(app).lesson.number == 11
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert chosen(app) == 11


async def test_a_lesson_to_come_says_so(unfinished: Path) -> None:
    app = make_app(course=unfinished)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settled(pilot)
        assert "○ to come" in screen_text(app)
        await press(pilot, "2", "enter")
        await until(pilot, lambda: "Lesson 2 is still" in screen_text(app))
        assert isinstance(app.screen, HomeScreen)


async def test_a_click_chooses_and_a_second_opens() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        lines = screen_text(app).splitlines()
        row = next(y for y, line in enumerate(lines) if " 11  " in line)
        await pilot.click(offset=(20, row))
        assert chosen(app) == 11
        await pilot.click(offset=(20, row))
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))


async def test_the_language_switches_at_once() -> None:
    app = make_app(lang="en")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "1", "1")
        for key in ("L", "ㅣ", "L"):
            before = app.context.lang
            await press(pilot, key)
            assert app.context.lang != before
            changed = app.context.lang
            await press(pilot, "l")
            assert app.context.lang == changed, "one key, and not the one beside it"
        title = app.context.course.find("11").title("ko")
        await until(pilot, lambda: title in screen_text(app))
        assert chosen(app) == 11


async def test_a_lesson_named_on_the_command_line_is_open() -> None:
    app = make_app(lesson="weight-decay")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        assert lesson_of(app).lesson.number == 9
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        assert chosen(app) == 9


async def test_a_lesson_to_come_that_is_named_on_the_command_line_is_chosen(
    unfinished: Path,
) -> None:
    app = make_app(course=unfinished, lesson="02-decay")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Lesson 2 is still" in screen_text(app))
        assert chosen(app) == 2


async def test_help_and_leaving() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await press(pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        await press(pilot, "q")
    assert app.return_code == 0


async def test_too_small_a_window_says_what_it_needs() -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(50, 18)
        await until(pilot, lambda: "50×18 is too small" in screen_text(app))
        await pilot.resize_terminal(60, 20)
        await until(pilot, lambda: "Lessons" in screen_text(app))
