"""The lesson screen: prose, and the lab it belongs to. One screen serves every lesson."""

import os
from functools import partial
from typing import Any

from textual.dom import DOMNode

from sandbox.course.course import Lesson
from sandbox.course.errors import CourseError
from sandbox.course.pages import Page, lab_at, pages_of, set_by
from sandbox.exercises import Exercise
from sandbox.labs.catalogue import LabError, find_lab
from sandbox.labs.knobs import KnobError
from sandbox.labs.lab import Lab, Resources
from sandbox.ui.context import Context
from sandbox.ui.screens.exercise.verdict_view import page_parts
from sandbox.ui.screens.lab_screen import LabScreen, key_hints
from sandbox.ui.terminal import keys
from sandbox.ui.terminal.canvas import title_markup
from sandbox.ui.widgets.text.lesson_page import LessonPageView
from sandbox.ui.widgets.text.markdown_view import MarkdownView


class LessonScreen(LabScreen):
    """A lesson's pages, and the lab they drive."""

    realm = "lesson"
    BINDINGS = keys.bindings("lesson") + keys.handed_on()

    DEFAULT_CSS = """
    LessonScreen MarkdownView { border: round $border-blurred; border-title-color: $text-muted; }
    LessonScreen MarkdownView:focus { border: heavy $border; border-title-color: $text-primary; }
    """

    def __init__(self, context: Context, lesson: Lesson, page: int = 0) -> None:
        super().__init__(context, Resources(data=context.options.data, environ=dict(os.environ)))
        self.lesson = lesson
        self.page = page
        self._pages: tuple[Page, ...] = ()
        self._driven: int | None = None
        """The page that has set up the lab at hand."""
        self.prose = self.pane.prose

    @property
    def lab(self) -> Lab[Any] | None:
        """The lab at hand."""
        return self.pane.lab

    def opened(self) -> None:
        """Open at the text."""
        self._load()
        self._open_page()
        self.prose.focus()

    def _load(self) -> None:
        try:
            self._pages = pages_of(self.lesson, self.context.lang)
        except CourseError as error:
            self._pages = ()
            broken = self.context.words("app.lesson.broken", trouble=self.context.told(error))
            self.prose.show(broken)
        self.page = min(self.page, max(len(self._pages) - 1, 0))

    def _show_page(self, keep_place: bool = False) -> None:
        """Show the text of the page at hand."""
        if self._pages:
            page = self._pages[self.page]
            self.prose.ask(page.quizzes, self._known(page), self.context.words)
            exercise = page.exercise
            self.prose.set_task(
                None
                if exercise is None
                else partial(page_parts, self.context, self.lesson, exercise)
            )
            self.prose.show(page.markdown, keep_place)
        self._mark_page()
        self.update_bars()

    def _asks(self, page: Page) -> bool:
        return bool(page.quizzes) or page.exercise is not None

    def _done(self, page: Page) -> bool:
        """Whether the quizzes of a page are answered and its exercise is passed."""
        exercise, learned = page.exercise, self.context.learned
        passed = exercise is None or learned.worked(self.lesson.id, exercise.id).passed
        return passed and len(self._known(page)) == len(page.quizzes)

    def _known(self, page: Page) -> set[str]:
        """The quizzes of a page that were ever answered rightly."""
        learned, lesson = self.context.learned, self.lesson.id
        return {quiz.id for quiz in page.quizzes if learned.answered(lesson, quiz.id).right}

    def _mark_page(self) -> None:
        """The page's title, with a mark when all that it asks is answered."""
        if self._pages:
            page = self._pages[self.page]
            done = self._asks(page) and self._done(page)
            mark = f" {self.context.glyphs.good}" if done else ""
            self.prose.border_title = title_markup(page.title + mark)

    def on_lesson_page_view_answered(self, message: LessonPageView.Answered) -> None:
        """Remember it."""
        self.context.progress.record_answer(self.lesson, message.quiz.id, message.right)
        self._mark_page()
        self.update_bars()

    def on_lesson_page_view_wanted(self) -> None:
        """The page's exercise is to be opened."""
        self.action_exercise()

    def on_screen_resume(self) -> None:
        """Back from an exercise, which may be another than the one on the page, or from a link."""
        place = self.context.learned.place
        if self._pages and place is not None and place.lesson != self.lesson.id:
            self.context.progress.record_page(self.lesson, self.page)
        if self.exercise is not None:
            self._show_page(keep_place=True)

    def on_lesson_page_view_asked(self) -> None:
        """Other keys answer another quiz."""
        self.update_bars()

    def _open_page(self) -> None:
        """Show the page at hand, and let it drive the lab."""
        self.prose.forget()
        self._show_page()
        if self._pages:
            self.context.progress.record_page(self.lesson, self.page)
            self._drive()

    def _drive(self, again: bool = False) -> None:
        """Hand the page's lab to the pane, the first knob that the page names in its Try-it chosen.

        A page that sets the lab up has it as its fence says, whatever was turned before; `undo`
        takes that back. Any other goes on with the lab as it is, unless that is another page's.
        `again`: as a page that sets it up.
        """
        use, number = lab_at(self._pages, self.page), set_by(self._pages, self.page)
        if use is None:
            return
        page = self._pages[self.page]
        goes_on = not again and number == self._driven and number != self.page
        view = page.lab.view if page.lab else None
        try:
            self.pane.use(
                find_lab(use.lab),
                None if goes_on else use.presets,
                view if goes_on else use.view,
            )
        except (LabError, KnobError) as error:
            self.notify(self.context.told(error), severity="error", markup=False)
        else:
            self._driven = number
            self.pane.choose_knob(page.names)

    def has_page(self, by: int) -> bool:
        """Whether there is a page so many on."""
        return 0 <= self.page + by < len(self._pages)

    @property
    def next_lesson(self) -> Lesson | None:
        """The lesson after this one, if there is one."""
        return self.context.course.after(self.lesson)

    def turn_page(self, by: int) -> None:
        """On by some pages, as far as there are any."""
        page = min(max(self.page + by, 0), max(len(self._pages) - 1, 0))
        if page != self.page:
            self.page = page
            self._open_page()
            if not self.pane.beside:
                # Where only one fits, a new page is a new text to read.
                self.pane.look_at("text")

    def relabel(self) -> None:
        """In the app's language, at the same page; the lab goes on undisturbed."""
        context = self.context
        self.pane.relabel(context.glossary, context.words)
        self._load()
        self._show_page(keep_place=True)

    def on_markdown_view_turn(self, message: MarkdownView.Turn) -> None:
        """The reader has come to an end of the page."""
        self.turn_page(message.by)

    def on_markdown_view_link_chosen(self) -> None:
        """Enter has a meaning, or none any more."""
        self.update_bars()

    def on_markdown_view_followed(self, message: MarkdownView.Followed) -> None:
        """A link leads to another lesson, and the way back is open; a run waits meanwhile."""
        if self.pane.news.status == "running":
            self._command("toggle")
        self.context.routes.link(message.target)

    def on_markdown_view_moved(self) -> None:
        """Say how much there is below."""
        prose = self.prose
        below = prose.lines_below
        context = self.context
        sign = "v" if context.glyphs.ascii else "↓"
        said = context.words("app.lesson.more", lines=below)
        prose.border_subtitle = f"{sign} {said}" if below else ""

    def update_bars(self) -> None:
        """The lesson, the page and how the lab stands; what the keys do here."""
        context = self.context
        words, glossary = context.words, context.glossary
        news = self.pane.news
        facts = []
        if self._pages:
            facts += self._quiz_facts()
            facts += self._exercise_facts()
            facts.append(words("app.lesson.page", page=self.page + 1, pages=len(self._pages)))
        if news.frame is not None:
            if news.frame.progress:
                facts.append(f"{glossary.label('unit', news.frame.unit)} {news.frame.progress}")
            facts.append(words("app.lesson.seed", seed=news.seed))
        title = f"{self.lesson.number:02} {self.lesson.title(context.lang)}"
        between = f" {context.glyphs.between} "
        self.top.show(title, between.join(facts))
        self.key_line.show(key_hints(self), self.hint("help"))

    def _quiz_facts(self) -> list[str]:
        """On a page that asks something: how many of the lesson's quizzes are answered."""
        if self.prose.asking is None:
            return []
        right = sum(len(self._known(page)) for page in self._pages)
        quizzes = sum(len(page.quizzes) for page in self._pages)
        return [self.context.words("app.lesson.quizzes", right=right, quizzes=quizzes)]

    def _exercise_facts(self) -> list[str]:
        """On a page with an exercise: how many of the lesson's are passed."""
        if self.exercise is None:
            return []
        learned = self.context.learned
        ids = [page.exercise.id for page in self._pages if page.exercise]
        passed = sum(learned.worked(self.lesson.id, id).passed for id in ids)
        return [self.context.words("exercise.page.count", passed=passed, count=len(ids))]

    @property
    def exercise(self) -> Exercise | None:
        """That of the page at hand."""
        return self._pages[self.page].exercise if self._pages else None

    def show_exercise(self, id: str) -> None:
        """Turn to the page that sets an exercise."""
        for number, page in enumerate(self._pages):
            if page.exercise is not None and page.exercise.id == id:
                self.turn_page(number - self.page)

    def actions(self) -> list[tuple[keys.Action, DOMNode]]:
        """Also the page's exercise, where it has one."""
        task = keys.of("task") if self.exercise is not None else ()
        return [*super().actions(), *((action, self) for action in task)]

    # Actions of the registry.

    def action_exercise(self) -> None:
        """Open the page's exercise; a run waits meanwhile."""
        if self.exercise is not None:
            if self.pane.news.status == "running":
                self._command("toggle")
            self.context.routes.exercise(self.lesson, self.exercise.id, self.show_exercise)

    def action_setup(self) -> None:
        """The lab as this page wants it."""
        if self._pages:
            self._drive(again=True)

    def action_seed(self) -> None:
        """A run with the next seed."""
        self._command("reseed")

    def action_next_page(self) -> None:
        """The next page; from the last one, the next lesson."""
        if self.has_page(1):
            self.turn_page(1)
        elif (lesson := self.next_lesson) is not None:
            self.context.routes.go_to(lesson)

    def action_previous_page(self) -> None:
        """The page before."""
        self.turn_page(-1)
