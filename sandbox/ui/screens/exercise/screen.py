"""The exercise screen: task, editor, answer, and what their keys do."""

from collections.abc import Callable
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.notifications import SeverityLevel
from textual.timer import Timer

from sandbox.course.course import Lesson
from sandbox.course.errors import CourseError
from sandbox.course.trust import code_digest
from sandbox.exercises import Verdict
from sandbox.ui.context import Context, HelpTopic
from sandbox.ui.exercise import check_thread
from sandbox.ui.exercise.check_thread import CheckThread
from sandbox.ui.exercise.draft import DRAFT_PAUSE_S
from sandbox.ui.exercise.file_session import (
    ChangedElsewhere,
    Failed,
    FileSession,
    Reloaded,
    Rescued,
    Saved,
    Unchanged,
    reason_of,
)
from sandbox.ui.exercise.session import ExerciseSession
from sandbox.ui.log import last_log_path
from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.screens.exercise.external_editor import editor, open_file
from sandbox.ui.screens.exercise.hints import escape_bindings, key_hints
from sandbox.ui.screens.exercise.layout import ExerciseLayout, Question
from sandbox.ui.screens.exercise.verdict_view import (
    TICK_S,
    FileState,
    abbreviate_home,
    answer_parts,
    answer_title,
    file_title,
    marks,
    task_parts,
    task_title,
)
from sandbox.ui.terminal import keys
from sandbox.ui.widgets.title_bar import KeyHints, TitleBar

OWN = {action.id for action in keys.of("exercise")}


class ExerciseScreen(SandboxScreen):
    """One exercise of a lesson at a time; the others are a key away."""

    realm = "exercise"
    # Done before the next key is looked at, which may be for another part: it may be typed ahead.
    BINDINGS = keys.bindings("exercise", priority=True) + escape_bindings()

    def __init__(
        self,
        context: Context,
        lesson: Lesson,
        id: str | None = None,
        left: Callable[[str], None] = lambda id: None,
    ) -> None:
        super().__init__(context)
        self.session = ExerciseSession(
            lesson, context.lang, context.course.folder, context.progress, id
        )
        self.file: FileSession | None = None
        """The learner's file; None where it cannot be had."""
        self.verdict: Verdict | None = None
        """What the checker said last; None before there is anything."""
        self.checking: CheckThread | None = None
        self._left = left
        self._draft_timer: Timer | None = None
        self.top = TitleBar(context.words("app.name"))
        self.parts = ExerciseLayout(context.glyphs)
        self.question = Question()
        self.key_line = KeyHints()

    def compose(self) -> ComposeResult:
        yield self.top
        yield self.parts
        yield self.question
        yield self.key_line

    def opened(self) -> None:
        self.context.cleanup.open_files.add(self)
        self.set_interval(TICK_S, self._tick)
        self._open()
        self.set_focus(self.parts.editor)

    def on_unmount(self) -> None:
        self.context.cleanup.save_typed()
        self._end_check()
        self.context.cleanup.open_files.discard(self)

    def finish(self) -> Rescued | None:
        """Keep what was typed as the app ends, from whichever thread; where it is, if not saved."""
        file, self.file = self.file, None
        return None if file is None else file.finish()

    # The file.

    @property
    def typed(self) -> str:
        """What stands in the editor."""
        return self.parts.editor.text

    def _open(self) -> None:
        """Begin with the exercise at hand: its file in the editor, the cursor at its end."""
        self.verdict = None
        self.file = self._open_file()
        editor = self.parts.editor
        editor.load_text(self.file.file.text if self.file is not None else "")
        editor.point(None)
        editor.read_only = self.file is None
        self._take_draft()
        editor.to_last_line()
        self.relabel()

    def _open_file(self) -> FileSession | None:
        try:
            file = self.session.open_file()
        except CourseError as error:
            self.notify(self.context.told(error), timeout=6, markup=False)
        except OSError as error:
            self._say("unread", reason=reason_of(error))
        else:
            return FileSession(
                file, lambda: self.typed, partial(self.call_later, self._draft_failed)
            )
        return None

    def _take_draft(self) -> None:
        """What was typed before the app was killed, into the editor; undone, it is the file."""
        if self.file is None:
            return
        typed, beside = self.file.take_draft()
        editor = self.parts.editor
        if typed is not None:
            editor.replace(typed, (0, 0), editor.document.end)
            self._say("restored")
        for path in beside:
            self._say("draft", draft=path.name)

    def save(self) -> Saved | Unchanged | Reloaded | None:
        """Save what was typed; None where it is not saved.

        Where another program has changed the file meanwhile, the learner is asked, and does
        whatever was to be done once more.
        """
        if self.file is None:
            return None
        done = self.file.save()
        if isinstance(done, Failed):
            self._say("unsaved", reason=done.reason)
            return None
        if isinstance(done, ChangedElsewhere):
            self._ask("theirs", self._settle, file=self.file.file.path.name)
            return None
        if isinstance(done, Reloaded):
            self._show_reloaded(done)
        self._title_file()
        return done

    def _look(self) -> bool:
        """See whether another program has changed the file; whether it was read again."""
        done = self.file.look() if self.file is not None else Unchanged()
        if isinstance(done, Reloaded):
            self._show_reloaded(done)
        elif isinstance(done, Failed):
            self._say("unread", reason=done.reason)
        elif isinstance(done, ChangedElsewhere):
            self._title_file()
            self._say("decide")
        return isinstance(done, Reloaded)

    def _show_reloaded(self, done: Reloaded) -> None:
        self.parts.editor.show(done.text)
        self._title_file()
        if done.beside is None:
            self._say("reloaded")
        else:
            self._say("draft", draft=done.beside.name)

    def _settle(self, theirs: bool) -> None:
        """One text into the file, the other one beside it."""
        if self.file is None:
            return
        done = self.file.settle(theirs)
        if isinstance(done, Failed):
            self._say("unsaved", reason=done.reason)
        elif isinstance(done, Reloaded):
            self._show_reloaded(done)
        elif done.beside is not None:
            self._say("theirs", draft=done.beside.name)
        self._title_file()

    def _keep(self) -> Failed | None:
        """Save what was typed, in the file or beside it; Failed where that cannot be."""
        done = self.file.keep() if self.file is not None else Unchanged()
        if isinstance(done, Failed):
            return done
        if isinstance(done, Saved) and done.beside is not None:
            self._say("draft", draft=done.beside.name)
        return None

    def _keep_then(self, go: Callable[[], object]) -> None:
        """Keep what was typed and go; where it cannot be kept, ask first."""

        def answered(yes: bool) -> None:
            if yes:
                if self.file is not None:
                    self.file.drop_draft()
                self.file = None
                go()

        failed = self._keep()
        if failed is not None:
            self._ask("leave", answered, reason=failed.reason)
        else:
            go()

    def on_text_area_changed(self) -> None:
        self._title_file()
        if self._draft_timer is None and self.file is not None:
            self._draft_timer = self.set_timer(DRAFT_PAUSE_S, self._keep_draft)

    def _keep_draft(self) -> None:
        self._draft_timer = None
        if self.file is not None:
            self.file.keep_draft()

    def _draft_failed(self, error: OSError) -> None:
        """Say it once: who knows can copy what was typed, or make room."""
        if self.file is not None and self.file.unsaved and not self.file.draft_failure_told:
            self.file.draft_failure_told = True
            self._say("unsaved", "warning", reason=reason_of(error))

    # The check.

    def _check(self) -> None:
        """Run the file as it is saved."""
        if self.checking is None and self.file is not None:
            running = self.context.cleanup.checks

            def told(check: CheckThread) -> None:
                running.discard(check)
                self.call_later(self._checked, check)

            path = self.file.file.path
            self.checking = CheckThread(self.session.exercise, path, check_thread.run, told)
            running.add(self.checking)
            self.checking.start()
            self._title_answer()
            self.update_bars()

    def _end_check(self) -> None:
        """Stop it; its verdict is of no interest."""
        check, self.checking = self.checking, None
        if check is not None:
            check.stop()

    def _checked(self, check: CheckThread) -> None:
        """Say what came of it, unless it was of another exercise."""
        if check is not self.checking:
            return
        self.checking = None
        if check.verdict is None:
            text = self.context.words("exercise.note.failed", log=last_log_path())
            self.notify(text, severity="error", timeout=6, markup=False)
        else:
            self.verdict = check.verdict
            self.parts.editor.point(self.verdict.line)
            self.session.record_check(self.verdict)
        self._show_answer()
        self.update_bars()

    def _tick(self) -> None:
        """A sign that the check goes on; a look at the file."""
        if self.checking is not None:
            self._title_answer()
        elif not self.question.asking:
            self._look()

    # What is said.

    def relabel(self) -> None:
        self.session.translate(self.context.lang)
        self.question.relabel()
        self._show_task()
        self._show_answer()
        self.update_bars()

    def _show_task(self) -> None:
        session, words = self.session, self.context.words
        self.parts.entitle(self.parts.sheet, task_title(session, words))
        self.parts.sheet.show_parts(
            lambda width: task_parts(session.exercise, session.hints, words), True
        )

    def _show_answer(self) -> None:
        answer, verdict = self.parts.answer, self.verdict
        answer.show_parts(lambda width: answer_parts(verdict, self.session, self.context, width))
        answer.set_class(verdict is not None and verdict.passed, "-passed")
        self._title_answer()

    def _title_answer(self) -> None:
        elapsed = None if self.checking is None else self.checking.elapsed
        self.parts.entitle(self.parts.answer, answer_title(self.verdict, elapsed, self.context))

    def on_editor_resized(self) -> None:
        self._title_file()

    def _title_file(self) -> None:
        """The file's name, and whether all that was typed is in it."""
        editor = self.parts.editor
        state: FileState = ""
        if self.file is not None and self.file.unsaved:
            state = "elsewhere" if self.file.changed_elsewhere else "unsaved"
        title = file_title(self.session.path(), state, editor.size.width, self.context)
        self.parts.entitle(editor, title)

    def update_bars(self) -> None:
        """The lesson, how all exercises stand, and what the keys do."""
        context, session, words = self.context, self.session, self.context.words
        passed = words("exercise.top.passed", passed=session.passed, count=len(session.exercises))
        title = f"{session.lesson.number:02} {session.lesson.title(context.lang)}"
        self.top.show(title, f"{marks(session, context.glyphs)}  {passed}")
        self._title_file()
        asking, checking = self.question.asking, self.checking is not None
        typing, pointed = self.parts.editor.has_focus, self.parts.editor.pointed is not None
        hints = key_hints(self.hint, words, session, asking, typing, checking, pointed)
        self.key_line.show(hints, self.hint("help"))

    def _say(self, id: str, severity: SeverityLevel = "information", **values: object) -> None:
        values.setdefault("file", self.session.path().name)
        note = self.context.words(f"exercise.note.{id}", **values)
        self.notify(note, severity=severity, timeout=6, markup=False)

    def _ask(self, id: str, answered: Callable[[bool], None], **values: object) -> None:
        """Ask something that is answered with yes or no; the keys come back to where they are."""
        focused = self.focused
        values.setdefault("file", self.session.path().name)

        def hear(yes: bool) -> None:
            self.set_focus(focused or self.parts.editor)
            answered(yes)

        self.question.ask(lambda: self.context.words(f"exercise.ask.{id}", **values), hear)
        self.update_bars()

    def help_topic(self) -> HelpTopic:
        return HelpTopic(first="exercise")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is asked, only the answer counts; enter and tab are the editor's own."""
        if self.question.asking and action in (*OWN, "outside"):
            return False
        if self.parts.editor.has_focus and action in ("edit_file", "panes"):
            return False
        return super().check_action(action, parameters)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Other keys apply in another part; a question keeps them until it is answered."""
        if self.question.asking and not self.question.has_focus:
            self.set_focus(self.question)
        self.update_bars()

    # Actions of the registry.

    def action_check_file(self) -> None:
        if self.checking is not None:
            return
        if not self.session.trusted:
            folder = abbreviate_home(self.context.course.folder.resolve())
            self._ask("trust", self._trust, folder=folder)
        elif self.save() is not None:
            self._check()

    def _trust(self, yes: bool) -> None:
        if yes:
            self.context.progress.record_trust(code_digest(self.context.course.folder))
            self.action_check_file()

    def action_save_file(self) -> None:
        done = self.save()
        if isinstance(done, Unchanged):
            self.notify(self.context.words("exercise.note.saved"), timeout=3)
        elif done is not None:
            self.action_check_file()

    def action_hint(self) -> None:
        if not self.session.take_hint():
            self.notify(self.context.words("exercise.note.no_more_hints"), timeout=3)
            return
        self._show_task()
        self.parts.sheet.to_end()
        self.update_bars()

    def action_edit_file(self) -> None:
        self.set_focus(self.parts.editor)

    def action_marked_line(self) -> None:
        if self.parts.editor.pointed is None:
            self.notify(self.context.words("exercise.note.no_line"), timeout=3)
        else:
            self.set_focus(self.parts.editor)
            self.parts.editor.go_to_pointed()

    def action_panes(self) -> None:
        parts = self.parts.parts
        at = next((n for n, part in enumerate(parts) if part.has_focus), -1)
        self.set_focus(parts[(at + 1) % len(parts)])

    def action_other_editor(self) -> None:
        if self.file is None or self.save() is None:
            return
        trouble = open_file(self.app, self.file.file.path)
        if trouble:
            name = next(iter(editor()), "")
            said = self.context.words(f"exercise.editor.{trouble}", editor=name)
            self.notify(said, severity="warning", timeout=6, markup=False)
        elif self._look():
            self.action_check_file()

    def action_solution(self) -> None:
        if self.session.state(self.session.exercise) != "passed":
            self.notify(self.context.words("exercise.note.no_solution"), timeout=3)
        else:
            self.context.routes.solution(self.session.exercise, self.parts.editor.text)

    def action_train_yours(self) -> None:
        if self.session.state(self.session.exercise) != "passed":
            self.notify(self.context.words("exercise.note.not_passed"), timeout=3)
        elif self.file is not None and self.save() is not None:
            self.context.routes.train_with(self.session.exercise, self.file.file.path)

    def action_start_over(self) -> None:
        self._ask("reset", self._start_over)

    def _start_over(self, yes: bool) -> None:
        if not yes:
            return
        self._end_check()
        failed = self._keep()
        if failed is not None:
            self._say("unsaved", "error", reason=failed.reason)
            return
        try:
            aside = self.session.start_over()
        except CourseError as error:
            self.notify(self.context.told(error), severity="error", timeout=6, markup=False)
            return
        except OSError as error:
            self._say("unsaved", "error", reason=reason_of(error))
            return
        self._open()
        if aside is not None:
            self.notify(self.context.words("exercise.note.aside", file=aside.name), timeout=6)

    def action_next_exercise(self) -> None:
        self._go(1)

    def action_previous_exercise(self) -> None:
        self._go(-1)

    def _go(self, by: int) -> None:
        if not self.session.can_go(by):
            end = "last" if by > 0 else "first"
            self.notify(self.context.words(f"exercise.note.{end}"), timeout=3)
        else:
            self._keep_then(lambda: self._change(by))

    def _change(self, by: int) -> None:
        self._end_check()
        self.session.at += by
        self._open()

    def action_outside(self, id: str) -> None:
        """An action of a letter, out of the editor."""
        if self.parts.editor.has_focus:
            self.set_focus(self.parts.answer)
        getattr(self, f"action_{id}")()

    def action_leave_exercise(self) -> None:
        """Stop the check; else out of the editor; else back to the lesson."""
        if self.checking is not None:
            self.checking.stop()
        elif self.parts.editor.has_focus:
            self.set_focus(self.parts.answer)
        else:
            self._keep_then(self._leave)

    def _leave(self) -> None:
        """Back; the lesson hears which exercise was at hand."""
        if self.close():
            self._left(self.session.exercise.id)
