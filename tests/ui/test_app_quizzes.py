"""Quizzes on a page: answered with keys, judged at once, retried at will, remembered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from sandbox.course.progress import QuizRecord, Store, course_key
from sandbox.ui.app.app import SandboxApp
from sandbox.ui.screens.home import HomeScreen
from sandbox.ui.screens.lesson import LessonScreen
from tests.ui.driving import lesson_of, make_app, until
from tests.ui.golden import FRAMES, screen_text
from tests.ui.test_app_screens import check_all

OWN = Path(__file__).parents[1] / "course" / "own-course"
STEEPEST, SIGMOID = "01-slopes/steepest", "01-slopes/sigmoid"


@asynccontextmanager
async def quiz(
    page: int, size: tuple[int, int] = (80, 24), **options: object
) -> AsyncIterator[tuple[SandboxApp, Pilot[None], LessonScreen]]:
    """The worked example's first lesson at a page."""
    app = make_app(course=OWN, **options)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("home", "1", "enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        screen = lesson_of(app)
        screen.turn_page(page - screen.page)
        await pilot.pause()
        yield app, pilot, screen


def kept(file: Path, quiz: str) -> QuizRecord:
    """How a quiz stands in the file."""
    store = Store(file)
    lesson, _, id = quiz.partition("/")
    return store.load().course(course_key(OWN)).answered(lesson, id)


async def test_a_quiz_stands_below_the_prose_and_does_not_answer_itself() -> None:
    async with quiz(1) as (app, _, screen):
        text = screen_text(app)
        assert "? Which activation has the steepest slope" in text
        assert "a  sigmoid" in text
        assert "b  ReLU" in text
        assert "Press a-b to answer." in text
        assert "quiz 0/2" in text
        assert "A quarter" not in text
        assert screen.prose.border_title == "A question"


async def test_a_letter_answers_and_its_why_is_said_at_once(progress_file: Path) -> None:
    async with quiz(1) as (app, pilot, screen):
        await pilot.press("a")
        text = screen_text(app)
        assert "✗ a  sigmoid" in text
        assert "✗ Not quite. A quarter is the most" in text
        assert screen.prose.border_title == "A question"
        await pilot.press("b")
        text = screen_text(app)
        assert "✗ a  sigmoid" in text
        assert "✓ b  ReLU" in text
        assert "✓ Right. Its slope is 1" in text
        assert "A quarter" not in text
        assert "quiz 1/2" in text
        assert screen.prose.border_title == "A question ✓"
    assert kept(progress_file, STEEPEST) == QuizRecord(True, 2)


async def test_a_letter_of_no_option_does_what_it_does_elsewhere() -> None:
    async with quiz(1) as (app, pilot, screen):
        await until(pilot, lambda: screen.pane.news.frame is not None)
        await pilot.press("c", "n")
        await until(pilot, lambda: screen.pane.news.frame.done == 2)
        assert "Press a-b to answer." in screen_text(app)


async def test_in_the_lab_the_lab_s_keys_are_the_lab_s() -> None:
    async with quiz(1) as (app, pilot, screen):
        await until(pilot, lambda: screen.pane.stage.shown())
        await pilot.press("n", "n")
        await until(pilot, lambda: screen.pane.news.frame.done == 3)
        await pilot.press("tab", "b")
        await until(pilot, lambda: screen.pane.news.frame.done == 2)
        await pilot.press("tab")
        await until(pilot, lambda: "Press a-b to answer." in screen_text(app))


async def test_hangul_letters_answer_too() -> None:
    async with quiz(1, lang="ko") as (app, pilot, _):
        await pilot.press("ㅠ")
        await until(pilot, lambda: "✓ 맞습니다. z가 0보다 크면" in screen_text(app))


@pytest.mark.parametrize("typed", ["0.25", "1/4", ".25", "25e-2"])
async def test_a_number_is_typed_and_enter_answers(typed: str, progress_file: Path) -> None:
    async with quiz(2) as (app, pilot, _):
        await pilot.press("5", "enter")
        assert "✗ Not quite. The slope is h(1 − h)." in screen_text(app)
        await pilot.press(*typed)
        assert f"Answer: {typed}▏" in screen_text(app)
        await pilot.press("enter")
        assert "✓ Right. Yes: h(1 − h)" in screen_text(app)
    assert kept(progress_file, SIGMOID) == QuizRecord(True, 2)


async def test_what_is_no_number_is_no_try(progress_file: Path) -> None:
    async with quiz(2) as (app, pilot, screen):
        await pilot.press("1", "/", "0", "enter")
        assert "That is no number." in screen_text(app)
        await pilot.press("backspace", "backspace")
        assert "Answer: 1▏" in screen_text(app)
        await pilot.press("escape")
        assert "Answer: ▏" in screen_text(app)
        assert app.screen is screen
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
    assert kept(progress_file, SIGMOID) == QuizRecord(False, 0)


async def test_an_answer_survives_a_change_of_language_and_not_a_turn_of_the_page() -> None:
    async with quiz(1) as (app, pilot, screen):
        await pilot.press("a", "L")
        await until(pilot, lambda: "✗ 아닙니다. sigmoid의 기울기는" in screen_text(app))
        await pilot.press("L", "]", "[")
        await until(pilot, lambda: "Press a-b to answer." in screen_text(app))
        assert screen.prose.border_title == "A question"


async def test_a_right_answer_is_remembered_from_one_session_to_the_next() -> None:
    async with quiz(1) as (_, pilot, screen):
        await pilot.press("b")
    async with quiz(1) as (app, pilot, screen):
        assert screen.prose.border_title == "A question ✓"
        text = screen_text(app)
        assert "✓ Which activation" in text
        assert "Press a-b to answer." in text
        await pilot.press("a")
        assert "✗ Not quite." in screen_text(app)
        assert screen.prose.border_title == "A question ✓"


async def test_what_is_said_comes_into_view_on_a_small_screen(tmp_path: Path) -> None:
    course = tmp_path / "course"
    (course / "01-slopes").mkdir(parents=True)
    (course / "course.toml").write_bytes((OWN / "course.toml").read_bytes())
    (course / "01-slopes" / "lesson.toml").write_bytes((OWN / "01-slopes/lesson.toml").read_bytes())
    pages = (OWN / "01-slopes" / "en.md").read_text(encoding="utf-8").split("# A question\n")
    long = pages[0] + "# A question\n\n" + "A line.\n\n" * 12 + pages[1]
    (course / "01-slopes" / "en.md").write_text(long, encoding="utf-8")
    app = make_app(course=course)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        await pilot.press("]")
        assert "Which activation" not in screen_text(app)
        await pilot.press("a")
        assert "Not quite. A quarter is the most" in screen_text(app)


async def test_of_two_quizzes_on_a_page_enter_goes_on_to_the_next(tmp_path: Path) -> None:
    course = tmp_path / "course"
    (course / "01-slopes").mkdir(parents=True)
    (course / "course.toml").write_bytes((OWN / "course.toml").read_bytes())
    (course / "01-slopes" / "lesson.toml").write_bytes((OWN / "01-slopes/lesson.toml").read_bytes())
    text = (OWN / "01-slopes" / "en.md").read_text(encoding="utf-8").replace("# A number\n", "")
    (course / "01-slopes" / "en.md").write_text(text, encoding="utf-8")
    app = make_app(course=course)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        screen = lesson_of(app)
        await pilot.press("]", "b")
        assert screen.prose.border_title == "A question"
        assert "quiz 1/2" in screen_text(app)
        await pilot.press("enter", "1", "/", "4", "enter")
        assert screen.prose.border_title == "A question ✓"
        assert "Its slope is 1" in screen_text(app)
        assert "Yes: h(1" in screen_text(app)
        await pilot.press("enter", "a")
        assert "Not quite. A quarter" in screen_text(app)


async def test_quizzes_as_they_look() -> None:
    async with quiz(1) as (_, pilot, screen):
        await until(pilot, lambda: screen.pane.news.frame is not None)
        await pilot.press("a")
        await check_all(pilot, "quiz-choice", [(80, 24), (60, 20)])
        await pilot.press("]", "1", "/", "4")
        await check_all(pilot, "quiz-number", [(80, 24)])


async def test_a_quiz_in_ascii() -> None:
    async with quiz(1, ascii=True) as (app, pilot, _):
        await pilot.press("a")
        text = screen_text(app).replace("한국어", "").replace("·", "").replace("−", "")
        assert text.translate(FRAMES).isascii()
        assert "x a  sigmoid" in text
