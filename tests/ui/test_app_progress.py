"""Progress on the screen: where the learner left, what is done, what was chosen."""

import json
from pathlib import Path

from sandbox.course.course import open_course
from sandbox.course.progress import Store, course_key
from sandbox.course.progress.record import decode
from sandbox.ui.screens.home import HomeScreen, LessonList
from sandbox.ui.screens.lesson import LessonScreen
from tests.ui.driving import lesson_of, make_app, open_lesson, until
from tests.ui.golden import screen_text
from tests.ui.test_app_screens import SIZES, check_all

OWN = Path(__file__).parents[1] / "course" / "own-course"
KEY = course_key(OWN)


def done(file: Path, pages: int, *right: str, lesson: str = "01-slopes") -> None:
    """A learner who has read so many pages and answered these quizzes."""
    store = Store(file)
    for page in range(pages):
        store.update(lambda p, page=page: p.reading(KEY, lesson, page))
    for quiz in right:
        store.update(lambda p, quiz=quiz: p.answering(KEY, lesson, quiz, True))


async def test_without_progress_there_is_nothing_to_continue() -> None:
    app = make_app(course=OWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.screen.query_one(LessonList).chosen == 0
        assert "Continue" not in screen_text(app)


async def test_enter_continues_where_the_learner_left(progress_file: Path) -> None:
    app = make_app(course=OWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "]")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen) and app.screen.page == 1)
    app = make_app(course=OWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert "▸     Continue with 1: Slopes" in text
        assert "page 2/3" in text
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        assert (lesson_of(app).lesson.id, lesson_of(app).page) == ("01-slopes", 1)
        await pilot.press("]", "escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        # After a last page it goes on with the next lesson.
        await until(pilot, lambda: "Continue with 2: " in screen_text(app))
        assert app.screen.query_one(LessonList).chosen == -1


async def test_the_place_that_was_left_is_a_line_of_the_list(progress_file: Path) -> None:
    done(progress_file, 1)
    app = make_app(course=OWN)
    async with app.run_test(size=(80, 24)) as pilot:
        lessons = app.screen.query_one(LessonList)
        await pilot.press("up")
        assert lessons.chosen == -1
        await pilot.press("down")
        assert lessons.chosen == 0
        await pilot.press("end", "home")
        assert lessons.chosen == -1
        await pilot.press("2")
        assert lessons.chosen == 1
        lines = screen_text(app).splitlines()
        row = next(y for y, line in enumerate(lines) if "Continue" in line)
        await pilot.click(offset=(20, row))
        assert lessons.chosen == -1
        await pilot.click(offset=(20, row))
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        assert lesson_of(app).lesson.number == 1


async def test_lessons_show_how_far_the_learner_is(progress_file: Path) -> None:
    done(progress_file, 2, lesson="01-slopes")
    done(progress_file, 2, lesson="02-decay")
    app = make_app(course=OWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        lines = {line[3:15].strip(): line for line in screen_text(app).splitlines()}
        assert "◐ 2/3" in lines["1  Slopes"]
        # Both pages are read, and the exercise on one of them is still to be written.
        assert "◐ 2/2" in lines["2  Paying"]
    done(progress_file, 3, "steepest")
    app = make_app(course=OWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "◐ 3/3" in screen_text(app)
    done(progress_file, 3, "steepest", "sigmoid")
    app = make_app(course=OWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "✓ 3/3" in screen_text(app)


async def test_another_course_has_a_place_of_its_own(progress_file: Path) -> None:
    done(progress_file, 2)
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Continue" not in screen_text(app)
        await open_lesson(pilot, 11)
    saved = decode(progress_file.read_bytes())
    assert saved.course("built-in").read("11-propagation") == {0}
    assert saved.course(KEY).read("01-slopes") == {0, 1}


async def test_a_place_that_is_no_more_is_no_place(progress_file: Path) -> None:
    done(progress_file, 2, lesson="07-gone")
    app = make_app(course=OWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Continue" not in screen_text(app)
    done(progress_file, 9)
    app = make_app(course=OWN)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        assert (lesson_of(app).lesson.number, lesson_of(app).page) == (2, 0)


async def test_all_lessons_are_to_be_seen_below_the_place_that_was_left(
    progress_file: Path,
) -> None:
    store = Store(progress_file)
    store.update(lambda p: p.reading("built-in", "11-propagation", 2))
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        text = screen_text(app)
        assert all(lesson.title("en") in text for lesson in open_course().lessons)


async def test_the_theme_is_remembered_unless_one_is_asked_for(progress_file: Path) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.theme == "dark"
        app.theme = "light"
        await pilot.pause()
    app = make_app()
    async with app.run_test(size=(80, 24)):
        assert app.theme == "light"
    app = make_app(theme="nord")
    async with app.run_test(size=(80, 24)):
        assert app.theme == "nord"
    assert make_app().theme == "light"
    Store(progress_file).update(lambda p: p.coloured("gone"))
    assert make_app().theme == "dark"


async def test_the_language_is_remembered(progress_file: Path) -> None:
    async with make_app().run_test(size=(80, 24)) as pilot:
        await pilot.press("L")
    lang = decode(progress_file.read_bytes()).lang
    assert lang is not None
    assert lang.value == "ko"


async def test_progress_that_cannot_be_kept_is_said_once(progress_file: Path) -> None:
    progress_file.parent.write_text("in the way")
    app = make_app(course=OWN)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Your progress cannot be saved" in screen_text(app))
        await pilot.press("enter", "]", "escape")
        await until(pilot, lambda: "page" not in screen_text(app))
        await until(pilot, lambda: "◐ 2/3" in screen_text(app))
        assert len(app._notifications) == 1


async def test_a_newer_program_s_progress_is_left_alone(progress_file: Path) -> None:
    progress_file.parent.mkdir()
    newer = json.dumps({"version": 9})
    progress_file.write_text(newer)
    app = make_app(course=OWN)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: "Your progress in" in screen_text(app))
        await pilot.press("enter", "]")
    assert progress_file.read_text() == newer


async def test_the_first_screen_with_progress(progress_file: Path) -> None:
    done(progress_file, 1, lesson="02-decay")
    done(progress_file, 2)
    async with make_app(course=OWN).run_test(size=SIZES[0]) as pilot:
        await check_all(pilot, "progress", [*SIZES, (60, 20)])
