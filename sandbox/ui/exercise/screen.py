"""The exercise screen: task, editor, answer, and what their keys do."""

from textual import events
from textual.app import ComposeResult

from sandbox.course.course import Lesson
from sandbox.course.errors import CourseError
from sandbox.ui import keys
from sandbox.ui.bars import KeyLine, TopLine
from sandbox.ui.exercise.editor import Editor
from sandbox.ui.exercise.elsewhere import editor, open_elsewhere
from sandbox.ui.exercise.judging import TICK, JudgedScreen
from sandbox.ui.exercise.keyhints import hints
from sandbox.ui.exercise.telling import task_parts
from sandbox.ui.lesson import LessonScreen


class ExerciseScreen(JudgedScreen):
    """One exercise of a lesson at a time; the others are a key away."""

    realm = "exercise"
    BINDINGS = keys.bindings("exercise")

    def __init__(self, lesson: Lesson, id: str | None = None) -> None:
        super().__init__(lesson, id)
        self.top = TopLine(self.sandbox.words("app.name"))
        self.key_line = KeyLine()

    def compose(self) -> ComposeResult:
        """The place, the parts, the question, the keys."""
        yield self.top
        yield self.bench
        yield self.question
        yield self.key_line

    def on_mount(self) -> None:
        """Open at the editor."""
        self.sandbox.open_files.add(self)
        self.set_interval(TICK, self._tick)
        self._open()
        self.bench.editor.focus()

    def on_unmount(self) -> None:
        """What was typed is kept, and nothing runs on."""
        self.finish()
        self.end_check()
        self.sandbox.open_files.discard(self)

    def _open(self) -> None:
        """Begin with the exercise at hand."""
        self.verdict = None
        self.load()
        self.relabel()

    # What is said.

    def relabel(self) -> None:
        """In the app's language; file, cursor and check stay as they are."""
        self.desk.relabel()
        self.question.relabel()
        self.show_task()
        self.show_answer()
        self.update_bars()

    def show_task(self) -> None:
        """The task, and the hints that were taken."""
        desk, words = self.desk, self.sandbox.words
        title = words(
            "exercise.title.task",
            number=desk.at + 1,
            count=len(desk.exercises),
            title=desk.exercise.title,
        )
        self.bench.entitle(self.bench.sheet, title)
        self.bench.sheet.show_parts(
            lambda width: task_parts(desk.exercise, desk.hints, words), True
        )

    def update_bars(self) -> None:
        """The lesson, how all exercises stand, and what the keys do."""
        app, desk = self.sandbox, self.desk
        passed = app.words("exercise.top.passed", passed=desk.passed, count=len(desk.exercises))
        title = f"{desk.lesson.number:02} {desk.lesson.title(app.lang)}"
        self.top.show(title, f"{desk.marks(app.glyphs)}  {passed}")
        self.title_file()
        self.key_line.show(hints(self), self.hint("help"))

    # What happens.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is asked, only the answer counts."""
        own = {action.id for action in keys.of("exercise")}
        if self.question.asking and action in own:
            return False
        return super().check_action(action, parameters)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Other keys apply in another part; a question keeps them until it is answered."""
        if self.question.asking and not self.question.has_focus:
            self.question.focus()
        self.update_bars()

    def on_editor_left(self, message: Editor.Left) -> None:
        """Escape; a letter that came with it does what it does outside."""
        self.action_leave_exercise()
        if message.letter.isalnum():
            # As from the app: it goes up through the screen, which it would not if sent from there.
            key = events.Key(message.letter, message.letter)
            self.app.post_message(key.set_sender(self.app))

    def _tick(self) -> None:
        """A sign that the check goes on; a look at the file."""
        if self.checking is not None:
            self.title_answer()
        elif not self.question.asking:
            self.look()

    # Actions of the registry.

    def action_hint(self) -> None:
        """One hint more."""
        if not self.desk.take_hint():
            self.notify(self.sandbox.words("exercise.note.no_more_hints"), timeout=3)
            return
        self.show_task()
        self.bench.sheet.to_end()
        self.update_bars()

    def action_edit_file(self) -> None:
        """Into the editor."""
        self.bench.editor.focus()

    def action_marked_line(self) -> None:
        """To the line that the checker means."""
        if self.bench.editor.pointed is None:
            self.notify(self.sandbox.words("exercise.note.no_line"), timeout=3)
            return
        self.bench.editor.focus()
        self.bench.editor.go_to_pointed()

    def action_panes(self) -> None:
        """The next part."""
        parts = self.bench.parts
        at = next((n for n, part in enumerate(parts) if part.has_focus), -1)
        parts[(at + 1) % len(parts)].focus()

    def action_other_editor(self) -> None:
        """The file in the learner's own editor."""
        if self.own is None or self.save() is None:
            return
        trouble = open_elsewhere(self.app, self.own.path)
        if trouble:
            name = next(iter(editor()), "")
            said = self.sandbox.words(f"exercise.editor.{trouble}", editor=name)
            self.notify(said, severity="warning", timeout=6, markup=False)
        elif self.look():
            self.action_check_file()

    def action_solution(self) -> None:
        """A solution, once it is earned."""
        from sandbox.ui.exercise.solution import SolutionScreen

        if self.desk.state(self.desk.exercise) != "passed":
            self.notify(self.sandbox.words("exercise.note.no_solution"), timeout=3)
        else:
            self.app.push_screen(SolutionScreen(self.desk, self.bench.editor.text))

    def action_train_yours(self) -> None:
        """A run with the learner's function in the engine's place."""
        from sandbox.ui.yours import try_out

        if self.desk.state(self.desk.exercise) != "passed":
            self.notify(self.sandbox.words("exercise.note.not_passed"), timeout=3)
        elif self.own is not None and self.save() is not None:
            try_out(self, self.desk.exercise, self.own.path)

    def action_start_over(self) -> None:
        """The starter once more, after a question."""
        self.ask("reset", self._start_over)

    def _start_over(self, yes: bool) -> None:
        if not yes:
            return
        self.end_check()
        try:
            self.keep()
            aside = self.desk.start_over()
        except (CourseError, OSError) as error:
            self.notify(str(error), severity="error", timeout=6, markup=False)
            return
        self._open()
        if aside is not None:
            self.notify(self.sandbox.words("exercise.note.aside", file=aside.name), timeout=6)

    def action_next_exercise(self) -> None:
        """The next exercise."""
        self._go(1)

    def action_previous_exercise(self) -> None:
        """The one before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        if not self.desk.can_go(by):
            end = "last" if by > 0 else "first"
            self.notify(self.sandbox.words(f"exercise.note.{end}"), timeout=3)
        else:
            self.keep_then(lambda: self._change(by))

    def _change(self, by: int) -> None:
        self.end_check()
        self.desk.at += by
        self._open()

    def action_leave_exercise(self) -> None:
        """Stop the check; else out of the editor; else back to the lesson."""
        if self.checking is not None:
            self.checking.stop()
        elif self.bench.editor.has_focus:
            # At once: a letter may follow.
            self.set_focus(self.bench.answer)
        else:
            self.keep_then(self._leave)

    def _leave(self) -> None:
        """Back, where that is the lesson, to the page of the exercise at hand."""
        self.app.pop_screen()
        below = self.app.screen
        if isinstance(below, LessonScreen):
            below.show_exercise(self.desk.exercise.id)
