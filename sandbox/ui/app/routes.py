"""The ways between screens: each screen is loaded when it is first opened, and only here."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from textual.app import App

from sandbox.course.course import Lesson
from sandbox.course.errors import CourseError
from sandbox.course.inline_markdown import LESSON_SCHEME
from sandbox.ui.context import Context, HelpTopic
from sandbox.ui.screens.base import SandboxScreen


class ScreenRoutes:
    """Opens screens in an app. What a screen needs is loaded here, when it is first asked for."""

    def __init__(self, app: App[None], context: Context) -> None:
        self._app, self._context = app, context

    def lesson(self, lesson: Lesson, page: int | None = None) -> None:
        """Open a lesson at a page, or where it was left.

        One without pages is still to come, and said to be.
        """
        if not lesson.ready:
            said = self._context.words("app.home.not_yet", number=lesson.number)
            self._app.notify(said, timeout=3)
            return
        from sandbox.ui.screens.lesson import LessonScreen

        last = self._context.learned.places.get(lesson.id)
        left = last.value if last else 0
        self._app.push_screen(LessonScreen(self._context, lesson, left if page is None else page))

    def go_to(self, lesson: Lesson, page: int | None = None) -> None:
        """A lesson from wherever one is: another one that is open is left for it."""
        from sandbox.ui.screens.lesson import LessonScreen

        if not lesson.ready:
            self.lesson(lesson)
            return
        app = self._app
        with app.batch_update():
            while len(app.screen_stack) > 1:
                screen = app.screen
                if isinstance(screen, LessonScreen) and screen.lesson is lesson:
                    screen.turn_page(0 if page is None else page - screen.page)
                    return
                app.pop_screen()
            self.lesson(lesson, page)

    def link(self, target: str) -> None:
        """Where a link of a lesson leads: to another lesson over this one, which waits below.

        One that waits there already is gone back to. An address outside is shown, not opened.
        """
        from sandbox.ui.screens.lab_screen import BACK_THERE
        from sandbox.ui.screens.lesson import LessonScreen

        app = self._app
        if not target.startswith(LESSON_SCHEME):
            app.notify(target, timeout=10, markup=False)
            return
        try:
            lesson = self._context.course.find(target.removeprefix(LESSON_SCHEME))
        except CourseError as error:
            app.notify(self._context.told(error), severity="error", markup=False)
            return
        waiting = [one for one in app.screen_stack if isinstance(one, LessonScreen)]
        if not lesson.ready or not any(one.lesson is lesson for one in waiting):
            below = len(app.screen_stack)
            self.lesson(lesson)
            if len(app.screen_stack) > below and isinstance(app.screen, LessonScreen):
                app.screen.leave_label = BACK_THERE
            return
        with app.batch_update():
            while not (isinstance(app.screen, LessonScreen) and app.screen.lesson is lesson):
                app.pop_screen()

    def exercise(self, lesson: Lesson, id: str, left: Callable[[str], None]) -> None:
        """Open one of a lesson's exercises; where there is no place for its files, say so."""
        from sandbox.ui.screens.exercise.screen import ExerciseScreen

        try:
            self._app.push_screen(ExerciseScreen(self._context, lesson, id, left))
        except CourseError as error:
            self._app.notify(self._context.told(error), severity="error", timeout=6, markup=False)

    def solution(self, exercise: Any, typed: str) -> None:
        """A solution of an exercise beside what the learner has typed."""
        from sandbox.ui.screens.exercise.verdict_view import SolutionScreen

        self._app.push_screen(SolutionScreen(self._context, exercise, typed))

    def train_with(self, exercise: Any, file: Path) -> None:
        """A run with the function in the learner's file, once it is checked."""
        from sandbox.ui.screens.learner_function import train_with

        if isinstance(self._app.screen, SandboxScreen):
            train_with(self._app.screen, exercise, file)

    def training_step(self, stepper: Any) -> None:
        """The training step that comes next in a run, line by line."""
        from sandbox.ui.screens.training_step import TrainingStepScreen

        self._app.push_screen(TrainingStepScreen(self._context, stepper))

    def terms(self, lab: Any, frame: Any, line: Any) -> None:
        """What the words on the screen mean."""
        from sandbox.ui.screens.terms import TermsScreen

        self._app.push_screen(TermsScreen(self._context, lab, frame, line))

    def help(self, topic: HelpTopic) -> None:
        """Every key, and the knobs of the lab at hand."""
        from sandbox.ui.screens.help import HelpScreen

        self._app.push_screen(HelpScreen(self._context, topic))

    def search(self) -> None:
        """Look for a word; what was looked for last is still there where one comes back to it."""
        from sandbox.ui.screens.search import SearchScreen

        app = self._app
        if not any(isinstance(screen, SearchScreen) for screen in app.screen_stack):
            app.push_screen(SearchScreen(self._context))
            return
        while not isinstance(app.screen, SearchScreen):
            app.pop_screen()
