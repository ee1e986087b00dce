"""The exercise screen: what its keys do, from the task to the solution."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from sandbox.course.course import open_course
from sandbox.course.pages import exercises_of
from sandbox.course.progress import ExerciseRecord, Store, course_key
from sandbox.ui.exercise import session
from sandbox.ui.screens.exercise.screen import ExerciseScreen
from sandbox.ui.screens.exercise.verdict_view import SolutionScreen
from sandbox.ui.screens.help import HelpScreen
from sandbox.ui.screens.home import HomeScreen
from sandbox.ui.screens.lesson import LessonScreen
from sandbox.ui.screens.search import SearchScreen
from tests.ui.driving import make_app, press, until
from tests.ui.golden import screen_text
from tests.ui.working import (
    LEAKY,
    PASSED,
    PRACTICE,
    Checker,
    answer_text,
    checker,
    notes,
    working,
)

__all__ = ["checker"]


def kept(file: Path, exercise: str) -> ExerciseRecord:
    """How an exercise stands in the file of progress."""
    return Store(file).load().course(course_key(PRACTICE)).worked("01-practice", exercise)


async def checked(pilot: Pilot[None], screen: ExerciseScreen, checker: Checker, *keys: str) -> None:
    """Press keys, and wait for the verdict that comes of them."""
    before = len(checker.saw)
    await press(pilot, *keys)
    await until(pilot, lambda: screen.checking is None and len(checker.saw) > before)


async def test_an_exercise_from_its_page_to_its_solution_by_keys_alone(
    checker: Checker, progress_file: Path
) -> None:
    app = make_app(course=PRACTICE)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "1", "enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        await press(pilot, "]")
        assert "▸ Exercise: relu  not begun" in screen_text(app)
        await press(pilot, "e")
        await until(pilot, lambda: isinstance(app.screen, ExerciseScreen))
        screen = app.screen
        assert isinstance(screen, ExerciseScreen)
        await until(pilot, lambda: screen.parts.editor.has_focus)
        # The course is none of ours: the first check asks.
        await press(pilot, "f5")
        await until(pilot, lambda: "A check runs Python from" in screen_text(app))
        assert checker.saw == []
        checker.verdict = LEAKY
        await checked(pilot, screen, checker, "y")
        assert screen.parts.editor.has_focus
        await until(pilot, lambda: "that is a leaky ReLU" in screen_text(app))
        assert "9▸" in screen_text(app)
        await press(pilot, "escape", "h", "h")
        await until(pilot, lambda: "Hint 2/3  np.maximum takes the larger" in screen_text(app))
        await press(pilot, "s")
        assert notes(app)[-1] == "The solution is shown once yours has passed."
        await press(pilot, "g")
        assert screen.parts.editor.cursor_location == (8, 4)
        await press(pilot, "end")
        await press(pilot, *["backspace"] * len("asarray(x)"), *"maximum(0, x)")
        checker.verdict = PASSED
        await checked(pilot, screen, checker, "f2")
        assert checker.saw[-1][1].endswith("    return np.maximum(0, x)\n")
        assert "✓ Passed" in screen_text(app)
        assert "Without the bend at 0" in answer_text(screen)
        assert "9▸" not in screen_text(app)
        await press(pilot, "f9")
        assert isinstance(app.screen, SolutionScreen)
        assert "return np.maximum(0, x)" in screen_text(app)
        await press(pilot, "escape", "f8")
        assert screen.session.exercise.id == "scale"
        assert "✓‹◐›·  1/3 passed" in screen_text(app)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, LessonScreen)
        assert app.screen.exercise is not None
        assert app.screen.exercise.id == "scale"
        assert "exercises 1/3" in screen_text(app)
        await press(pilot, "[")
        assert "✓ Exercise: relu  passed" in screen_text(app)
        assert "relu ✓" in screen_text(app)
    assert kept(progress_file, "relu") == ExerciseRecord(True, 2, 2)


async def test_letters_do_outside_what_f_keys_do_inside(checker: Checker) -> None:
    async with working() as (app, pilot, screen):
        await checked(pilot, screen, checker, "f5")
        await checked(pilot, screen, checker, "escape", "c")
        assert [id for id, _ in checker.saw] == ["relu", "relu"]
        await press(pilot, "w")
        assert notes(app)[-1] == "Saved. Nothing was new."
        await press(pilot, "e", "#", "escape")
        await checked(pilot, screen, checker, "w")
        assert "#" in checker.saw[-1][1]
        await press(pilot, "n", "f8", "f8")
        assert notes(app)[-1] == "This is the last exercise."
        await press(pilot, "b", "f7", "f7")
        assert notes(app)[-1] == "This is the first exercise."
        await press(pilot, "h", "f3", "h", "h")
        assert notes(app)[-1] == "These were all the hints."
        await press(pilot, "g")
        assert notes(app)[-1] == "The checker means no line."


async def test_what_has_passed_trains_as_it_is_saved(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "sandbox.ui.screens.learner_function.train_with",
        lambda screen, exercise, file: tried.append((exercise.id, file.read_text())),
    )
    async with working() as (app, pilot, screen):
        await press(pilot, "escape", "t")
        assert notes(app)[-1] == "Your function trains once it has passed."
        await checked(pilot, screen, checker, "c")
        await press(pilot, "e", "#", "escape", "t")
    assert tried == [("relu", screen.typed)]


async def test_a_check_is_shown_to_go_on_and_can_be_stopped(checker: Checker) -> None:
    async with working() as (app, pilot, screen):
        checker.may.clear()
        await press(pilot, "f5")
        await until(pilot, lambda: checker.running)
        await until(pilot, lambda: "checking 0 s · esc stops" in screen_text(app))
        assert "esc stop" in screen_text(app).splitlines()[-1]
        await press(pilot, "x", "f5")
        assert screen.file is not None and screen.file.unsaved, "the editor goes on meanwhile"
        assert len(checker.saw) == 1
        await press(pilot, "escape")
        await until(pilot, lambda: screen.checking is None)
        assert not checker.running
        assert screen.parts.editor.has_focus
        assert screen.session._worked(screen.session.exercise).tries == 0


@pytest.mark.parametrize("keys", [("escape", "escape"), ("f8",)])
async def test_a_check_ends_with_what_it_is_for(checker: Checker, keys: tuple[str, ...]) -> None:
    async with working() as (app, pilot, screen):
        checker.may.clear()
        await press(pilot, "f5")
        await until(pilot, lambda: checker.running)
        if keys == ("f8",):
            await press(pilot, *keys)
        else:
            app.pop_screen()
        await until(pilot, lambda: not checker.running and not app.context.cleanup.checks)
        assert screen.verdict is None


async def test_a_check_ends_with_the_app(checker: Checker) -> None:
    async with working() as (_, pilot, _):
        checker.may.clear()
        await press(pilot, "f5")
        await until(pilot, lambda: checker.running)
    assert not checker.running


async def test_a_checker_that_fails_is_no_end_of_the_app(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with working() as (app, pilot, screen):
        monkeypatch.setattr(checker, "verdict", property(lambda self: 1 / 0))
        monkeypatch.setattr(Checker, "__call__", lambda self, *args: 1 // 0)
        await press(pilot, "f5")
        await until(pilot, lambda: notes(app))
        assert "which is our mistake" in notes(app)[-1]
        assert screen.checking is None


async def test_trust_is_asked_for_once_and_no_means_no(checker: Checker) -> None:
    async with working(trusted=False) as (app, pilot, screen):
        await press(pilot, "f5")
        assert screen.question.asking
        await press(pilot, "h", "c", "n")
        assert not screen.question.asking
        assert (checker.saw, screen.session.hints) == ([], ())
        assert screen.parts.editor.has_focus
        await press(pilot, "f5", "ㅛ")
        await until(pilot, lambda: checker.saw)
        assert screen.session.trusted


def test_the_built_in_course_needs_no_trust() -> None:
    from sandbox.course.progress import LearnerRecord
    from sandbox.course.trust import trusted

    assert trusted(open_course().folder, LearnerRecord())


async def test_a_fresh_start_is_asked_for_and_keeps_the_old_file(checker: Checker) -> None:
    async with working() as (app, pilot, screen):
        starter = screen.typed
        await press(pilot, "home", "x", "escape", "r", "n")
        assert screen.typed != starter
        await press(pilot, "r", "y")
        assert screen.typed == starter
        assert notes(app)[-1].endswith("is kept in relu.1.py")
        old = screen.session.path().with_name("relu.1.py")
        assert "xreturn" in old.read_text()


async def test_the_language_changes_and_all_else_stays(checker: Checker) -> None:
    async with working() as (app, pilot, screen):
        checker.verdict = LEAKY
        await checked(pilot, screen, checker, "f5")
        await press(pilot, "x", "escape", "h", "L")
        text = screen_text(app)
        assert "과제 1/3: relu" in text
        assert "힌트 1/3" in text
        assert "leaky ReLU입니다" in text
        assert "저장 안 됨" in text
        assert "9▸" in text


async def test_help_search_and_palette_are_there(checker: Checker) -> None:
    async with working() as (app, pilot, screen):
        titles = {command.title for command in app.get_system_commands(screen)}
        assert {"check  (c)", "hint  (h)", "your editor  (o)", "start over  (r)"} <= titles
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)
        assert "| `c, F5` | Save your file, run it" in app.screen.text()
        assert app.screen.text().startswith("## At an exercise")
        await press(pilot, "escape", "home", "x", "escape", "/", *"relu")
        assert isinstance(app.screen, SearchScreen)
        assert "1, exercise" in screen_text(app)
        await press(pilot, "escape", "/", "escape")
        await until(pilot, lambda: app.screen is screen)
        await press(pilot, "q")
    assert "xreturn" in screen.session.path().read_text()


async def test_a_page_s_exercise_is_in_the_palette_and_on_the_last_line(checker: Checker) -> None:
    app = make_app(course=PRACTICE)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "1", "enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        lesson = app.screen
        assert isinstance(lesson, LessonScreen)
        titles = {command.title for command in app.get_system_commands(lesson)}
        assert "exercise  (e)" not in titles
        await press(pilot, "e")
        assert app.screen is lesson
        await press(pilot, "]")
        assert screen_text(app).splitlines()[-1].lstrip().startswith("e exercise")
        titles = {command.title for command in app.get_system_commands(lesson)}
        assert "exercise  (e)" in titles
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)


async def test_the_list_of_lessons_says_how_many_are_passed() -> None:
    app = make_app(course=PRACTICE)
    async with app.run_test(size=(80, 24)) as pilot:
        app.context.progress.record_check(app.context.course.find("1"), "scale", True)
        await press(pilot, "L", "L")
        await until(pilot, lambda: "Three small functions. · exercises 1/3" in screen_text(app))


async def test_the_checker_itself_answers_and_can_be_stopped() -> None:
    async with working("mean") as (app, pilot, screen):
        await press(pilot, *["backspace"] * len("x"), *"x.sum() / x.size", "f5")
        await until(pilot, lambda: screen.verdict is not None)
        assert screen.verdict is not None
        assert screen.verdict.kind == "passed"
        screen.parts.editor.load_text("def mean(x):\n    while True:\n        pass\n")
        await press(pilot, "f5")
        await until(pilot, lambda: screen.checking is not None)
        await press(pilot, "escape")
        await until(pilot, lambda: screen.checking is None)
        assert screen.verdict.kind == "stopped"
        assert not app.context.cleanup.checks


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "there is no folder for your exercises"), ("ko", "과제 파일을 둘 폴더가 없습니다")],
)
async def test_without_a_home_the_page_says_so_and_the_app_goes_on(
    lang: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sandbox.course.learner_files.progress_file", lambda: None)
    app = make_app(course=PRACTICE, lang=lang)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "1", "enter")
        await until(pilot, lambda: isinstance(app.screen, LessonScreen))
        await press(pilot, "]")
        await until(pilot, lambda: said in screen_text(app))
        await press(pilot, "e")
        assert isinstance(app.screen, LessonScreen)
        assert said in notes(app)[-1]


async def test_a_language_that_lacks_the_exercise_leaves_it_as_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with working("scale") as (app, pilot, screen):
        korean = exercises_of(screen.session.lesson, "ko")
        monkeypatch.setattr(session, "exercises_of", lambda lesson, lang: korean[:1])
        await press(pilot, "escape", "L")
        await until(pilot, lambda: "2/3: scale" in screen_text(app))
        monkeypatch.setattr(session, "exercises_of", lambda lesson, lang: korean[1:])
        await press(pilot, "L", "L")
        await until(pilot, lambda: "1/2: scale" in screen_text(app))
