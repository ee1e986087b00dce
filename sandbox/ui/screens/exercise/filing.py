"""The part of the exercise screen that sees to the learner's file: read, saved, never lost."""

from collections.abc import Callable
from pathlib import Path

from textual.message import Message
from textual.notifications import SeverityLevel
from textual.timer import Timer

from sandbox.course.course import Lesson
from sandbox.course.errors import CourseError
from sandbox.ui.context import Context
from sandbox.ui.exercise.draft import PAUSE, Draft
from sandbox.ui.exercise.edited_file import EditedFile
from sandbox.ui.exercise.rescue import Rescued, rescue
from sandbox.ui.exercise.session import ExerciseSession
from sandbox.ui.screens.base import SandboxScreen
from sandbox.ui.screens.exercise.layout import ExerciseLayout, Question
from sandbox.ui.screens.exercise.verdict_view import abbreviate_home, truncate_left
from sandbox.ui.terminal.text import cell_len


class FilingScreen(SandboxScreen):
    """Has the file of the exercise at hand in an editor."""

    class Unkept(Message):
        """A draft could not be written."""

        def __init__(self, error: OSError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, context: Context, lesson: Lesson, id: str | None) -> None:
        super().__init__(context)
        self.desk = ExerciseSession(context, lesson, id)
        self.bench = ExerciseLayout(context.glyphs)
        self.question = Question()
        self.own: EditedFile | None = None
        """The file; None where it cannot be had."""
        self._draft: Draft | None = None
        self._soon: Timer | None = None
        """Runs from a stroke until the draft is written."""
        self._unkept = False
        """Whether it is said that drafts cannot be written."""
        self._elsewhere = False
        """Whether it is known to be changed by another program, what was typed not being saved."""

    def update_bars(self) -> None:
        """Say how everything stands, and what the keys do."""
        raise NotImplementedError

    @property
    def typed(self) -> str:
        """What stands in the editor."""
        return self.bench.editor.text

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not in the file."""
        return self.own is not None and self.typed != self.own.text

    def load(self) -> None:
        """The file of the exercise at hand into the editor, the cursor at its end."""
        editor, self._elsewhere = self.bench.editor, False
        self._draft = None
        try:
            self.own = self.desk.begin()
            self._draft = Draft(self.own, self._say_unkept)
        except CourseError as error:
            self.own = None
            self.notify(self.context.told(error), timeout=6, markup=False)
        except OSError as error:
            self.own = None
            self.say("unread", reason=reason_of(error))
        editor.load_text(self.own.text if self.own is not None else "")
        editor.point(None)
        editor.read_only = self.own is None
        self._take_draft()
        rows = [row for row, line in enumerate(editor.document.lines) if line.strip()]
        if rows:
            editor.move_cursor((rows[-1], len(editor.document.get_line(rows[-1]))))
            self.call_after_refresh(editor.scroll_cursor_visible)

    def _take_draft(self) -> None:
        """What was typed before the app was killed, into the editor; undone, it is the file."""
        if self._draft is None:
            return
        typed, aside = self._draft.take()
        editor = self.bench.editor
        if typed is not None:
            editor.replace(typed, (0, 0), editor.document.end)
            self.say("restored")
        for path in aside:
            self.say("draft", draft=path.name)

    def save(self) -> bool | None:
        """Save what was typed: whether anything was new; None where it could not be saved.

        Where another program has changed the file meanwhile, the learner is asked, and does
        whatever was to be done once more.
        """
        own, text = self.own, self.typed
        if own is None:
            return None
        try:
            if own.path.exists() and own.changed():
                if text != own.text:
                    self.ask("theirs", self._take_theirs, file=own.path.name)
                    return None
                self._reload()
                return True
            if text == own.text and own.path.exists():
                return False
            own.write(text)
        except OSError as error:
            self.say("unsaved", reason=reason_of(error))
            return None
        self._drop_draft()
        self.title_file()
        return True

    def keep(self) -> Path | None:
        """Save what was typed, or put it beside the file where another program has changed that.

        The file that has it; OSError where there is none.
        """
        own = self.own
        if own is None:
            return None
        kept = own.keep(self.typed)
        self._drop_draft()
        if kept is not None and kept != own.path:
            self.say("draft", draft=kept.name)
        return kept

    def keep_then(self, go: Callable[[], object]) -> None:
        """Keep what was typed and go; where it cannot be kept, ask first."""
        try:
            self.keep()
        except OSError as error:
            reason = reason_of(error)
            self.ask("leave", lambda yes: self._drop_then(go) if yes else None, reason=reason)
        else:
            go()

    def _drop_then(self, go: Callable[[], object]) -> None:
        self._drop_draft()
        self.own = None
        go()

    def finish(self) -> Rescued | None:
        """Keep what was typed, as well as it can be when the app ends, from whichever thread.

        Where neither the file nor its folder takes it: where it is instead.
        """
        own, self.own = self.own, None
        if own is None:
            return None
        try:
            own.keep(self.typed)
        except OSError as error:
            return rescue(own.path, self.typed, reason_of(error))
        if self._draft is not None:
            self._draft.drop()
        return None

    def look(self) -> bool:
        """See whether another program has changed the file; whether it was read again."""
        own = self.own
        try:
            if own is None or not own.path.exists() or not own.changed():
                return False
            if not self.unsaved:
                self._reload()
                return True
        except OSError as error:
            self.say("unread", reason=reason_of(error))
            return False
        if not self._elsewhere:
            self._elsewhere = True
            self.title_file()
            self.say("decide")
        return False

    def _reload(self) -> None:
        assert self.own is not None
        self.bench.editor.show(self.own.read())
        self._elsewhere = False
        self.title_file()
        self.say("reloaded")

    def _take_theirs(self, yes: bool) -> None:
        """One text into the file, the other one beside it."""
        own, text = self.own, self.typed
        assert own is not None
        try:
            theirs = own.read()
            aside = own.put_aside(text if yes else theirs)
            if yes:
                self.bench.editor.show(theirs)
            else:
                own.write(text)
        except OSError as error:
            self.say("unsaved", reason=reason_of(error))
        else:
            self._drop_draft()
            self.say("draft" if yes else "theirs", draft=aside.name)
        self._elsewhere = False
        self.title_file()

    def ask(self, id: str, answered: Callable[[bool], None], **values: object) -> None:
        """Ask something that is answered with yes or no; the keys come back to where they are."""
        focused = self.focused
        values.setdefault("file", self.desk.file().name)

        def hear(yes: bool) -> None:
            self.set_focus(focused or self.bench.editor)
            answered(yes)

        self.question.ask(lambda: self.context.words(f"exercise.ask.{id}", **values), hear)
        self.update_bars()

    def on_text_area_changed(self) -> None:
        """Something was typed."""
        self.title_file()
        if self._soon is None and self._draft is not None:
            self._soon = self.set_timer(PAUSE, self._keep_draft)

    def _keep_draft(self) -> None:
        self._soon = None
        if self._draft is not None:
            if self.unsaved:
                self._draft.keep(self.typed)
            else:
                self._draft.drop()

    def _drop_draft(self) -> None:
        if self._draft is not None:
            self._draft.drop()
        self._unkept = False

    def _say_unkept(self, error: OSError) -> None:
        """Called in the draft's thread."""
        self.post_message(self.Unkept(error))

    def on_filing_screen_unkept(self, message: Unkept) -> None:
        """Say it once: who knows can copy what was typed, or make room."""
        if not self._unkept and self.unsaved:
            self._unkept = True
            self.say("unsaved", "warning", reason=reason_of(message.error))

    def on_editor_resized(self) -> None:
        """The file's name may be longer now, or has to be shorter."""
        self.title_file()

    def title_file(self) -> None:
        """The file's name, and whether all that was typed is in it."""
        context, file = self.context, self.desk.file()
        marks = ""
        if self.unsaved:
            sign = "*" if context.glyphs.ascii else "●"
            state = "elsewhere" if self._elsewhere else "unsaved"
            marks = f"  {sign} {context.words(f'exercise.title.{state}')}"
        room = self.bench.editor.size.width - cell_len(marks) - 6
        title = f"{truncate_left(abbreviate_home(file), room, context.glyphs.ellipsis)}{marks}"
        self.bench.entitle(self.bench.editor, title)

    def say(self, id: str, severity: SeverityLevel = "information", **values: object) -> None:
        """A note on the learner's file."""
        values.setdefault("file", self.desk.file().name)
        said = self.context.words(f"exercise.note.{id}", **values)
        self.notify(said, severity=severity, timeout=6, markup=False)


def reason_of(error: OSError) -> str:
    """What the system says."""
    return error.strerror or str(error)
