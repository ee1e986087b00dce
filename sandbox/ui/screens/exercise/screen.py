"""The exercise screen: task, editor, answer, and what their keys do."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from sandbox.course.course import Lesson
from sandbox.course.errors import CourseError
from sandbox.ui.context import Context, HelpTopic
from sandbox.ui.screens.exercise.external_editor import editor, open_file
from sandbox.ui.screens.exercise.filing import reason_of
from sandbox.ui.screens.exercise.judging import TICK, JudgedScreen
from sandbox.ui.screens.exercise.verdict_view import task_parts
from sandbox.ui.terminal import hangul, keys
from sandbox.ui.widgets.title_bar import Hint, KeyHints, TitleBar

OWN = {action.id for action in keys.of("exercise")}


def _with_escape() -> list[BindingType]:
    """Escape and a letter: on a slow line they come as one, which is alt and the letter."""
    return [
        Binding(f"alt+{typed}", f"outside('{action.id}')", show=False, priority=True)
        for action in keys.of("exercise")
        for key in action.keys
        if len(key) == 1
        for typed in (key, *hangul.jamo_on(key))
    ]


class ExerciseScreen(JudgedScreen):
    """One exercise of a lesson at a time; the others are a key away."""

    realm = "exercise"
    # Done before the next key is looked at, which may be for another part: it may be typed ahead.
    BINDINGS = keys.bindings("exercise", priority=True) + _with_escape()

    def __init__(
        self,
        context: Context,
        lesson: Lesson,
        id: str | None = None,
        left: Callable[[str], None] = lambda id: None,
    ) -> None:
        super().__init__(context, lesson, id)
        self._left = left
        self.top = TitleBar(context.words("app.name"))
        self.key_line = KeyHints()

    def compose(self) -> ComposeResult:
        """The place, the parts, the question, the keys."""
        yield self.top
        yield self.bench
        yield self.question
        yield self.key_line

    def opened(self) -> None:
        """Open at the editor."""
        self.context.cleanup.open_files.add(self)
        self.set_interval(TICK, self._tick)
        self._open()
        self.set_focus(self.bench.editor)

    def on_unmount(self) -> None:
        """What was typed is kept, and nothing runs on."""
        self.context.cleanup.save_typed()
        self.end_check()
        self.context.cleanup.open_files.discard(self)

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
        desk, words = self.desk, self.context.words
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
        context, desk = self.context, self.desk
        passed = context.words("exercise.top.passed", passed=desk.passed, count=len(desk.exercises))
        title = f"{desk.lesson.number:02} {desk.lesson.title(context.lang)}"
        self.top.show(title, f"{desk.marks(context.glyphs)}  {passed}")
        self.title_file()
        self.key_line.show(key_hints(self), self.hint("help"))

    def help_topic(self) -> HelpTopic:
        """This screen's keys first."""
        return HelpTopic(first="exercise")

    # What happens.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is asked, only the answer counts; enter and tab are the editor's own."""
        if self.question.asking and action in (*OWN, "outside"):
            return False
        if self.bench.editor.has_focus and action in ("edit_file", "panes"):
            return False
        return super().check_action(action, parameters)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Other keys apply in another part; a question keeps them until it is answered."""
        if self.question.asking and not self.question.has_focus:
            self.set_focus(self.question)
        self.update_bars()

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
            self.notify(self.context.words("exercise.note.no_more_hints"), timeout=3)
            return
        self.show_task()
        self.bench.sheet.to_end()
        self.update_bars()

    def action_edit_file(self) -> None:
        """Into the editor."""
        self.set_focus(self.bench.editor)

    def action_marked_line(self) -> None:
        """To the line that the checker means."""
        if self.bench.editor.pointed is None:
            self.notify(self.context.words("exercise.note.no_line"), timeout=3)
            return
        self.set_focus(self.bench.editor)
        self.bench.editor.go_to_pointed()

    def action_panes(self) -> None:
        """The next part."""
        parts = self.bench.parts
        at = next((n for n, part in enumerate(parts) if part.has_focus), -1)
        self.set_focus(parts[(at + 1) % len(parts)])

    def action_other_editor(self) -> None:
        """The file in the learner's own editor."""
        if self.own is None or self.save() is None:
            return
        trouble = open_file(self.app, self.own.path)
        if trouble:
            name = next(iter(editor()), "")
            said = self.context.words(f"exercise.editor.{trouble}", editor=name)
            self.notify(said, severity="warning", timeout=6, markup=False)
        elif self.look():
            self.action_check_file()

    def action_solution(self) -> None:
        """A solution, once it is earned."""
        if self.desk.state(self.desk.exercise) != "passed":
            self.notify(self.context.words("exercise.note.no_solution"), timeout=3)
        else:
            self.context.routes.solution(self.desk.exercise, self.bench.editor.text)

    def action_train_yours(self) -> None:
        """A run with the learner's function in the engine's place."""
        if self.desk.state(self.desk.exercise) != "passed":
            self.notify(self.context.words("exercise.note.not_passed"), timeout=3)
        elif self.own is not None and self.save() is not None:
            self.context.routes.train_with(self.desk.exercise, self.own.path)

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
        except CourseError as error:
            self.notify(self.context.told(error), severity="error", timeout=6, markup=False)
            return
        except OSError as error:
            self.say("unsaved", "error", reason=reason_of(error))
            return
        self._open()
        if aside is not None:
            self.notify(self.context.words("exercise.note.aside", file=aside.name), timeout=6)

    def action_next_exercise(self) -> None:
        """The next exercise."""
        self._go(1)

    def action_previous_exercise(self) -> None:
        """The one before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        if not self.desk.can_go(by):
            end = "last" if by > 0 else "first"
            self.notify(self.context.words(f"exercise.note.{end}"), timeout=3)
        else:
            self.keep_then(lambda: self._change(by))

    def _change(self, by: int) -> None:
        self.end_check()
        self.desk.at += by
        self._open()

    def action_outside(self, id: str) -> None:
        """An action of a letter, out of the editor."""
        if self.bench.editor.has_focus:
            self.set_focus(self.bench.answer)
        getattr(self, f"action_{id}")()

    def action_leave_exercise(self) -> None:
        """Stop the check; else out of the editor; else back to the lesson."""
        if self.checking is not None:
            self.checking.stop()
        elif self.bench.editor.has_focus:
            self.set_focus(self.bench.answer)
        else:
            self.keep_then(self._leave)

    def _leave(self) -> None:
        """Back; the lesson hears which exercise was at hand."""
        if self.close():
            self._left(self.desk.exercise.id)


def key_hints(screen: ExerciseScreen) -> list[Hint]:
    """The keys of the part that has them; what would do nothing is left out."""
    words, escape = screen.context.words, keys.key_name("escape")
    if screen.question.asking:
        return [screen.hint(id) for id in keys.FOOTERS["question"]]
    typing = screen.bench.editor.has_focus
    first, last = [], []
    if screen.checking is not None:
        first = [Hint(escape, words("exercise.key.stop"), "screen.leave_exercise")]
    elif typing:
        first = [Hint(escape, words("exercise.key.out"), "screen.leave_exercise")]
    if typing:
        last = [Hint("tab", words("exercise.key.indent"))]
    offered = [
        id for id in keys.FOOTERS["editor" if typing else "exercise"] if not _idle(screen, id)
    ]
    return [*first, *(_hint(screen, id) for id in offered), *last]


def _idle(screen: ExerciseScreen, id: str) -> bool:
    """Whether an action would do nothing as things are."""
    desk = screen.desk
    return {
        "hint": len(desk.hints) == len(desk.exercise.hints),
        "solution": desk.state(desk.exercise) != "passed",
        "train_yours": desk.state(desk.exercise) != "passed",
        "marked_line": screen.bench.editor.pointed is None,
        "next_exercise": not desk.can_go(1),
        "previous_exercise": not desk.can_go(-1),
    }.get(id, False)


def _hint(screen: ExerciseScreen, id: str) -> Hint:
    """An action with the key that it has here."""
    words, desk, label = screen.context.words, screen.desk, ""
    if id == "hint":
        hints = len(desk.exercise.hints)
        label = words("exercise.key.hint", number=len(desk.hints) + 1, hints=hints)
    elif id == "leave_exercise":
        label = words("exercise.key.lesson")
    return screen.hint(id, label)
